import { Module } from '@nestjs/common';
import { AdministratorsModule } from './administrators/administrators.module';
import { AccountsModule } from './accounts/accounts.module';
import { BackupModule } from './backup/backup.module';
import { BulkModule } from './bulk/bulk.module';
import { ConfigurationsModule } from './configurations/configurations.module';
import { CsvModule } from './csv/csv.module';
import { GraphqlApiModule } from './graphql/graphql-api.module';
import { InboundsModule } from './inbounds/inbounds.module';
import { IncidentsModule } from './incidents/incidents.module';
import { JobsModule } from './jobs/jobs.module';
import { LifecycleModule } from './lifecycle/lifecycle.module';
import { LiveModule } from './live/live.module';
import { LiveSessionsModule } from './live-sessions/live-sessions.module';
import { UserTrafficModule } from './live/user-traffic.module';
import { LoadingModule } from './loading/loading.module';
import { NotificationsModule } from './notifications/notifications.module';
import { RestartModule } from './restart/restart.module';
import { RolloutsModule } from './rollouts/rollouts.module';
import { ServersModule } from './servers/servers.module';
import { SessionsModule } from './sessions/sessions.module';
import { TenantsModule } from './tenants/tenants.module';
import { SubscriptionLinksModule } from './subscription-links/subscription-links.module';
import { StatusModule } from './status/status.module';
import { UsageModule } from './usage/usage.module';
import { UsersModule } from './users/users.module';

@Module({
  imports: [
    GraphqlApiModule,
    LoadingModule,
    RestartModule,
    LiveModule,
    UserTrafficModule,
    LiveSessionsModule,
    NotificationsModule,
    AccountsModule,
    AdministratorsModule,
    TenantsModule,
    SessionsModule,
    JobsModule,
    BulkModule,
    CsvModule,
    LifecycleModule,
    StatusModule,
    UsersModule,
    BackupModule,
    ServersModule,
    InboundsModule,
    IncidentsModule,
    ConfigurationsModule,
    RolloutsModule,
    UsageModule,
    SubscriptionLinksModule,
  ],
})
export class CoreModule {}
