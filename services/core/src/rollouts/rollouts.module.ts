import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module';
import { LoadingModule } from '../loading/loading.module';
import { RolloutConsumer } from './rollout.consumer';
import { RolloutFeed } from './rollout-feed.service';
import { RolloutConnectionResolver, RolloutServerResolver } from './rollout-fields.resolver';
import { RolloutResolver } from './rollout.resolver';

/** Configurations on their way to servers. */
@Module({
  imports: [LoadingModule, LiveModule],
  providers: [RolloutFeed, RolloutConsumer, RolloutResolver, RolloutServerResolver, RolloutConnectionResolver],
})
export class RolloutsModule {}
