import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module';
import { GraphqlApiModule } from './graphql/graphql-api.module';
import { LoadingModule } from './loading/loading.module';
import { StatusModule } from './status/status.module';

@Module({ imports: [GraphqlApiModule, LoadingModule, AccountsModule, StatusModule] })
export class CoreModule {}
