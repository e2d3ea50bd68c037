import { Module } from '@nestjs/common';
import { ProjectedServers } from './projected-servers.repository';
import { ServerConsumer } from './server.consumer';
import { ServerProjection } from './server-projection.service';

@Module({
  providers: [ProjectedServers, ServerProjection, ServerConsumer],
  exports: [ProjectedServers],
})
export class ServersModule {}
