import { expectedFailure } from '../errors/expected-failure';
import { CallCancelled } from '../errors/failures';
import { RemoteFailure } from '../errors/remote-error';
import type { Log } from '../log/log';
import { currentTraceId } from '../telemetry/trace-ids';

/** The part of GraphQL's formatted error that we fill. */
export interface FormattedError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Errors of the request's own text: what they say is about the text alone. */
const ofTheRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/** After fifty mistakes graphql-js stops counting, and says so. */
const variableProblem = /^(Variable "\$|Too many errors processing variables)/;

/** Makes the server's `formatError`: a client learns what was expected to fail, and of the rest only the trace id. */
export function formatGraphqlError(log: Log): (formatted: FormattedError, error: unknown) => FormattedError {
  return (formatted, error) => {
    const { path, locations } = formatted;
    const cause = rootOf(error);
    const traceId = currentTraceId();
    const failure = expectedFailure(cause);
    if (failure) {
      if (failure !== cause) log.warn({ err: cause, path }, 'the database failed a resolver');
      const { kind, code, facts, violations } = failure;
      const extensions = { code: kind.toUpperCase(), reason: code, facts, violations, traceId };
      return { message: code.replaceAll('_', ' '), path, locations, extensions };
    }
    // Whoever asked went away: nobody reads this, and nothing failed.
    if (cause instanceof CallCancelled) {
      return { message: 'cancelled', path, locations, extensions: { code: 'CANCELLED', traceId } };
    }
    const code = formatted.extensions?.['code'];
    if (isGraphqlError(cause) && typeof code === 'string' && ofTheRequest.has(code)) {
      return { message: formatted.message, locations, extensions: { code, traceId } };
    }
    if (isGraphqlError(cause) && isArgumentProblem(cause)) {
      return { message: formatted.message, path, locations, extensions: { code: 'INVALID_INPUT', traceId } };
    }
    if (isVariableProblem(error)) {
      return { message: formatted.message, locations, extensions: { code: 'INVALID_INPUT', traceId } };
    }
    if (!(cause instanceof RemoteFailure)) log.error({ err: cause, path }, 'a resolver failed');
    return { message: 'internal error', path, locations, extensions: { code: 'INTERNAL', traceId } };
  };
}

function rootOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && 'originalError' in cause && cause.originalError instanceof Error) {
    cause = cause.originalError;
  }
  return cause;
}

/** The server wraps what graphql-js says of a request's text in an error of its own, so the root is not the error itself. */
function isGraphqlError(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'GraphQLError';
}

/** graphql-js reports variables that do not fit their types as errors without a path and before any resolver ran. */
function isVariableProblem(error: unknown): boolean {
  const { message, path } = error as { message?: unknown; path?: unknown };
  return path === undefined && typeof message === 'string' && variableProblem.test(message);
}

/** A variable that may be null stood for an argument that may not; graphql-js notices when it comes to the field. */
function isArgumentProblem(cause: unknown): boolean {
  return /^Argument "\w+" of /.test((cause as Error).message);
}
