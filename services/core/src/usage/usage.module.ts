import { Module } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { UsersModule } from '../users/users.module';
import { OwnUsersRepository } from './own-users.repository';
import { TrafficService } from './traffic.service';
import { UsageConsumer } from './usage.consumer';
import { InboundTrafficShareResolver, ServerTrafficShareResolver, UsageResolver } from './usage.resolver';

const resolvers = [UsageResolver, ServerTrafficShareResolver, InboundTrafficShareResolver];

/** What users have used: into core's own totals, and out over GraphQL. */
@Module({
  imports: [LifecycleModule, UsersModule],
  providers: [OwnUsersRepository, TrafficService, UsageConsumer, ...resolvers],
})
export class UsageModule {}
