import { Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';
import { CompiledExecution } from './compiled-execution';

/** The one execution of each schema, for Apollo Server and for the gate: what one has compiled, the other runs. */
@Injectable()
export class Executions {
  private readonly bySchema = new WeakMap<GraphQLSchema, CompiledExecution>();

  of(schema: GraphQLSchema): CompiledExecution {
    const known = this.bySchema.get(schema) ?? new CompiledExecution(schema);
    this.bySchema.set(schema, known);
    return known;
  }
}
