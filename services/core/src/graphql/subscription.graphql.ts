import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { mostTokens, queryLimits } from './query-limits.graphql';

interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

const rules = [...specifiedRules, queryLimits];

/** What a client wants to follow, ready to run, or why it may not. Queries and mutations belong to HTTP. */
export function subscriptionFrom(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscriptionRequest,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: mostTokens });
    const errors = validate(schema, document, rules, { maxErrors: 20 });
    if (errors.length > 0) return errors.map((error) => refusal(error.message, 'GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [refusal('Only subscriptions run over a WebSocket.', 'BAD_REQUEST')];
    }
    return { schema, document, operationName, variableValues: variables };
  } catch (error) {
    if (error instanceof GraphQLError) return [refusal(error.message, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

export function refusal(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
