import { Module } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { LoadingModule } from '../loading/loading.module';
import { UsersModule } from '../users/users.module';
import { OwnUsersRepository } from './own-users.repository';
import { TrafficService } from './traffic.service';
import { UsagePeriodLoader } from './usage-period.loader';
import { UsagePeriodRepository } from './usage-period.repository';
import { UserUsageResolver } from './user-usage.resolver';
import { UsageConsumer } from './usage.consumer';
import { InboundTrafficShareResolver, ServerTrafficShareResolver, UsageResolver } from './usage.resolver';

const resolvers = [UsageResolver, ServerTrafficShareResolver, InboundTrafficShareResolver, UserUsageResolver];

/** What users have used: into core's own totals, and out over GraphQL. */
@Module({
  imports: [LifecycleModule, LoadingModule, UsersModule],
  providers: [
    OwnUsersRepository,
    UsagePeriodRepository,
    UsagePeriodLoader,
    TrafficService,
    UsageConsumer,
    ...resolvers,
  ],
})
export class UsageModule {}
