import { Module } from '@nestjs/common';
import { ProjectedInboundsModule } from '../inbounds/projected-inbounds.module';
import { ServersModule } from '../servers/servers.module';
import { UsersModule } from '../users/users.module';
import { LiveSessionResolver } from './live-session.resolver';
import { LiveSessionService } from './live-session.service';

/** Who is connected at this moment. */
@Module({
  imports: [UsersModule, ServersModule, ProjectedInboundsModule],
  providers: [LiveSessionService, LiveSessionResolver],
})
export class LiveSessionsModule {}
