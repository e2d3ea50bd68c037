import { Module } from '@nestjs/common';
import { LoadingModule } from '../loading/loading.module';
import { UsersModule } from '../users/users.module';
import { GroupInboundsResolver } from './group-inbounds.resolver';
import { InboundConsumer } from './inbound.consumer';
import { InboundFormResolver } from './inbound-form.resolver';
import { InboundGroupsLoader } from './inbound-groups.loader';
import { InboundGroupsRepository } from './inbound-groups.repository';
import { InboundLoader, InboundsOfServerLoader } from './inbound.loader';
import { InboundConnectionResolver, InboundResolver } from './inbound.resolver';
import { ProjectedInboundsModule } from './projected-inbounds.module';

const loaders = [InboundLoader, InboundsOfServerLoader, InboundGroupsLoader];
const resolvers = [InboundResolver, InboundConnectionResolver, InboundFormResolver, GroupInboundsResolver];

@Module({
  imports: [LoadingModule, UsersModule, ProjectedInboundsModule],
  providers: [InboundGroupsRepository, ...loaders, ...resolvers, InboundConsumer],
})
export class InboundsModule {}
