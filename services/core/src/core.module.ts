import { Module } from '@nestjs/common';
import { AdministratorsModule } from './administrators/administrators.module';
import { AccountsModule } from './accounts/accounts.module';
import { GraphqlApiModule } from './graphql/graphql-api.module';
import { InboundsModule } from './inbounds/inbounds.module';
import { JobsModule } from './jobs/jobs.module';
import { LifecycleModule } from './lifecycle/lifecycle.module';
import { LoadingModule } from './loading/loading.module';
import { ServersModule } from './servers/servers.module';
import { SessionsModule } from './sessions/sessions.module';
import { StatusModule } from './status/status.module';

@Module({
  imports: [
    GraphqlApiModule,
    LoadingModule,
    AccountsModule,
    AdministratorsModule,
    SessionsModule,
    JobsModule,
    LifecycleModule,
    StatusModule,
    ServersModule,
    InboundsModule,
  ],
})
export class CoreModule {}
