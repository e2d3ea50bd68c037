import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@vortex/kit';
import type { GraphQLSchema } from 'graphql';
import type { CoreConfig } from '../../config';
import type { CompiledExecution } from './compiled-execution';
import { Executions } from './executions.service';

/** Apollo Server with an execution of our own, put in where Apollo takes a gateway's. */
@Injectable()
export class CompiledApolloDriver extends ApolloDriver {
  @Inject(CONFIG) private readonly config!: CoreConfig;
  @Inject(Executions) private readonly executions!: Executions;

  override start(options: ApolloDriverConfig): Promise<void> {
    const { schema } = options;
    if (this.config.VORTEX_GRAPHQL_EXECUTION === 'stock' || !schema) return super.start(options);
    const compiled = {
      ...options,
      gateway: compiling(schema, this.executions.of(schema)),
    } as unknown as ApolloDriverConfig;
    return super.start(compiled);
  }
}

function compiling(schema: GraphQLSchema, execution: CompiledExecution): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: ({ document, request, context }) =>
          execution.execute({
            document,
            operationName: request.operationName,
            variables: request.variables,
            context,
          }),
      }),
    stop: () => Promise.resolve(),
  };
}
