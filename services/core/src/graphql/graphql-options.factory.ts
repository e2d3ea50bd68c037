import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Injectable } from '@nestjs/common';
import type { GqlOptionsFactory } from '@nestjs/graphql';
import { formatGraphqlError, graphqlContext, LOG, type Log } from '@vortex/kit';
import { join } from 'node:path';
import { introspectionForAccounts } from './introspection.plugin';
import { mostTokens, queryLimits } from './query-limits.graphql';
import { Bytes, DateTime } from './scalars.graphql';

/** As far from here as from `dist`. */
const schemaFolder = join(__dirname, '../../schema');

export const graphqlPath = '/graphql';

@Injectable()
export class GraphqlOptions implements GqlOptionsFactory<ApolloDriverConfig> {
  constructor(@Inject(LOG) private readonly log: Log) {}

  createGqlOptions(): ApolloDriverConfig {
    return {
      driver: ApolloDriver,
      path: graphqlPath,
      typePaths: [join(schemaFolder, '*.graphql')],
      resolvers: { DateTime, Bytes },
      context: graphqlContext,
      formatError: formatGraphqlError(this.log),
      autoTransformHttpErrors: false,
      // Refuses what a browser sends without asking first, reads over GET included.
      csrfPrevention: true,
      introspection: true,
      plugins: [introspectionForAccounts],
      hideSchemaDetailsFromClientErrors: true,
      includeStacktraceInErrorResponses: false,
      playground: false,
      persistedQueries: false,
      allowBatchedHttpRequests: false,
      cache: 'bounded',
      validationRules: [queryLimits],
      parseOptions: { maxTokens: mostTokens },
      nodeEnv: 'production',
    };
  }
}
