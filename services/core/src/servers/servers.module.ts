import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module';
import { LoadingModule } from '../loading/loading.module';
import { MachinesModule } from '../machines/machines.module';
import { StarterModule } from '../starter/starter.module';
import { ProjectedHealth } from './projected-health.repository';
import { FailoverResolver } from './failover.resolver';
import { ProjectedLatency } from './projected-latency.repository';
import { ProjectedStanding } from './projected-standing.repository';
import { QuotaUsageLoader } from './quota-usage.loader';
import { ServerStandingConsumer } from './server-standing.consumer';
import { ServerStandingResolver } from './server-standing.resolver';
import { ProjectedServers } from './projected-servers.repository';
import { ServerConsumer } from './server.consumer';
import { ServerHealthConsumer } from './server-health.consumer';
import { ServerLatencyConsumer } from './server-latency.consumer';
import { ServerLatencyLoader } from './server-latency.loader';
import { ServerLatencyResolver } from './server-latency.resolver';
import { ServerLoader } from './server.loader';
import { ServerProjection } from './server-projection.service';
import { ServerConnectionResolver, ServerResolver } from './server.resolver';
import { ServerStatusResolver } from './server-status.resolver';

@Module({
  imports: [LoadingModule, LiveModule, MachinesModule, StarterModule],
  providers: [
    ...[ProjectedServers, ProjectedHealth, ServerProjection, ServerConsumer, ServerHealthConsumer],
    ...[ProjectedStanding, ServerStandingConsumer, QuotaUsageLoader, ServerStandingResolver, FailoverResolver],
    ...[ProjectedLatency, ServerLatencyConsumer, ServerLatencyLoader, ServerLatencyResolver],
    ...[ServerLoader, ServerResolver, ServerConnectionResolver, ServerStatusResolver],
  ],
  exports: [ProjectedServers],
})
export class ServersModule {}
