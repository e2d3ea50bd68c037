import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Injectable } from '@nestjs/common';
import type { GqlOptionsFactory } from '@nestjs/graphql';
import { CONFIG, formatGraphqlError, graphqlContext, LOG, type Log } from '@vortex/kit';
import { join } from 'node:path';
import type { CoreConfig } from '../config';
import { Loaders } from '../loading/loaders.service';
import { userFields } from '../users/user-fields.graphql';
import { Documents } from './documents/documents.service';
import { mostTokens } from './limits/document-limits';
import { Bytes, DateTime, Json } from './scalars.graphql';

/** As far from here as from `dist`. */
const schemaFolder = join(__dirname, '../../schema');

export const graphqlPath = '/graphql';

@Injectable()
export class GraphqlOptions implements GqlOptionsFactory<ApolloDriverConfig> {
  constructor(
    private readonly documents: Documents,
    private readonly loaders: Loaders,
    @Inject(CONFIG) private readonly config: CoreConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  createGqlOptions(): ApolloDriverConfig {
    return {
      path: graphqlPath,
      typePaths: [join(schemaFolder, '*.graphql')],
      resolvers: { DateTime, Bytes, JSON: Json, User: userFields(this.loaders) },
      context: graphqlContext,
      formatError: formatGraphqlError(this.log),
      autoTransformHttpErrors: false,
      csrfPrevention: true,
      introspection: true,
      hideSchemaDetailsFromClientErrors: true,
      includeStacktraceInErrorResponses: false,
      playground: false,
      // The gate has resolved them, and has read and found valid what Apollo looks up by its hash.
      persistedQueries: false,
      ...(this.config.VORTEX_GRAPHQL_EXECUTION === 'stock' ? {} : this.cheap()),
      allowBatchedHttpRequests: false,
      cache: 'bounded',
      parseOptions: { maxTokens: mostTokens },
      nodeEnv: 'production',
    };
  }

  private cheap(): Partial<ApolloDriverConfig> {
    return {
      documentStore: this.documents.store,
      // No answer of ours may be cached, and to find that out it would wrap every field of the schema in a resolver.
      plugins: [ApolloServerPluginCacheControlDisabled()],
    };
  }
}
