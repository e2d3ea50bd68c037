import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module';
import { LoadingModule } from '../loading/loading.module';
import { MachinesModule } from '../machines/machines.module';
import { StarterModule } from '../starter/starter.module';
import { ProjectedHealth } from './projected-health.repository';
import { FailoverResolver } from './failover.resolver';
import { ProjectedStanding } from './projected-standing.repository';
import { QuotaUsageLoader } from './quota-usage.loader';
import { ServerStandingConsumer } from './server-standing.consumer';
import { ServerStandingResolver } from './server-standing.resolver';
import { ProjectedServers } from './projected-servers.repository';
import { ServerConsumer } from './server.consumer';
import { ServerHealthConsumer } from './server-health.consumer';
import { ServerLoader } from './server.loader';
import { ServerProjection } from './server-projection.service';
import { ServerConnectionResolver, ServerResolver } from './server.resolver';
import { ServerStatusResolver } from './server-status.resolver';

@Module({
  imports: [LoadingModule, LiveModule, MachinesModule, StarterModule],
  providers: [
    ...[ProjectedServers, ProjectedHealth, ServerProjection, ServerConsumer, ServerHealthConsumer],
    ...[ProjectedStanding, ServerStandingConsumer, QuotaUsageLoader, ServerStandingResolver, FailoverResolver],
    ...[ServerLoader, ServerResolver, ServerConnectionResolver, ServerStatusResolver],
  ],
  exports: [ProjectedServers],
})
export class ServersModule {}
