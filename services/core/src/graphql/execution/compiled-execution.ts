import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { isCompilable } from './compilable';

export interface Execution {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: object;
}

type Run = (execution: Execution) => Promise<ExecutionResult>;

interface Use {
  times: number;
  compiled?: Run | 'refused';
}

/** Compiling takes as long as some three executions, and a text with its values inside never comes again. */
const worthCompilingAfter = 3;

/**
 * Executes what graphql-js would, with the same answers, and compiles the queries that keep coming. What is compiled lives
 * as long as its document does, which the bounded store of documents decides.
 */
export class CompiledExecution {
  private readonly uses = new WeakMap<DocumentNode, Map<string, Use>>();

  constructor(private readonly schema: GraphQLSchema) {}

  readonly execute: Run = (execution) => {
    const use = this.useOf(execution);
    use.times += 1;
    if (use.times > worthCompilingAfter) use.compiled ??= this.compile(execution) ?? 'refused';
    return typeof use.compiled === 'function' ? use.compiled(execution) : this.interpret(execution);
  };

  /** As `execute`, for what is compiled already; undefined for what is not. */
  executeIfCompiled(execution: Execution): Promise<ExecutionResult> | undefined {
    const { compiled } = this.useOf(execution);
    return typeof compiled === 'function' ? compiled(execution) : undefined;
  }

  private readonly interpret: Run = async ({ document, operationName, variables, context }) =>
    execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
      options: { maxCoercionErrors: 20 },
      hideSuggestions: true,
    });

  private useOf({ document, operationName }: Execution): Use {
    const uses = this.uses.get(document) ?? new Map<string, Use>();
    this.uses.set(document, uses);
    // A document has few operations, so only names that are in it may make an entry.
    const name = getOperationAST(document, operationName)?.name?.value ?? '';
    const use = uses.get(name) ?? { times: 0 };
    uses.set(name, use);
    return use;
  }

  private compile({ document, operationName }: Execution): Run | undefined {
    const operation = getOperationAST(document, operationName);
    if (!operation || !isCompilable(this.schema, document)) return undefined;
    const compiled = compileQuery(this.schema, document, operationName ?? undefined);
    if (!isCompiledQuery(compiled)) return undefined;
    const definitions = operation.variableDefinitions ?? [];
    return async ({ context, variables = {} }) => {
      // The compiled check of variables names the wrong paths, so the true one goes first.
      const { errors } = getVariableValues(this.schema, definitions, variables, {
        maxErrors: 20,
        hideSuggestions: true,
      });
      if (errors) return { errors };
      const result = await compiled.query(undefined, context, variables);
      return result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;
    };
  }
}

/** Errors of compiled queries only look like those of graphql-js, and what is around would not know them. */
function asGraphqlError(error: GraphQLError): GraphQLError {
  if (error.constructor === GraphQLError) return error;
  const { message, path, originalError, locations } = error;
  const made = new GraphQLError(message, { path, originalError });
  if (locations) Object.defineProperty(made, 'locations', { value: locations, enumerable: true });
  return made;
}
