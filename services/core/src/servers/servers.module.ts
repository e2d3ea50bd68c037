import { Module } from '@nestjs/common';
import { LoadingModule } from '../loading/loading.module';
import { ProjectedServers } from './projected-servers.repository';
import { ServerConsumer } from './server.consumer';
import { ServerLoader } from './server.loader';
import { ServerProjection } from './server-projection.service';
import { ServerResolver } from './server.resolver';

@Module({
  imports: [LoadingModule],
  providers: [ProjectedServers, ServerProjection, ServerConsumer, ServerLoader, ServerResolver],
})
export class ServersModule {}
