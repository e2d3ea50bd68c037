import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { PersistedOperations } from '../persisted-operations/persisted-operations.service';
import { RateLimits } from '../rate-limits/rate-limits.service';
import { DocumentsModule } from './documents/documents.module';
import { CompiledApolloDriver } from './execution/compiled-apollo.driver';
import { DirectAnswer } from './gate/direct-answer.service';
import { GraphqlGate } from './gate/graphql-gate.service';
import { OperationAdmission } from './gate/operation-admission.service';
import { GraphqlOptions } from './graphql-options.factory';
import { GraphqlSockets } from './graphql-sockets.service';
import { WrittenModule } from './written/written.module';

@Module({
  imports: [
    DocumentsModule,
    WrittenModule,
    IdempotencyModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: CompiledApolloDriver,
      imports: [DocumentsModule],
      useClass: GraphqlOptions,
    }),
  ],
  providers: [PersistedOperations, RateLimits, OperationAdmission, DirectAnswer, GraphqlGate, GraphqlSockets],
})
export class GraphqlApiModule {}
