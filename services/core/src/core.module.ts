import { Module } from '@nestjs/common';
import { AdministratorsModule } from './administrators/administrators.module';
import { AccountsModule } from './accounts/accounts.module';
import { GraphqlApiModule } from './graphql/graphql-api.module';
import { JobsModule } from './jobs/jobs.module';
import { LoadingModule } from './loading/loading.module';
import { StatusModule } from './status/status.module';

@Module({ imports: [GraphqlApiModule, LoadingModule, AccountsModule, AdministratorsModule, JobsModule, StatusModule] })
export class CoreModule {}
