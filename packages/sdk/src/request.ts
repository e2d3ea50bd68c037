import { fromGraphqlError, isRecord, VortexError } from './error';

interface Request {
  readonly url: string;
  readonly token: string | undefined;
  readonly session: 'cookie' | undefined;
  readonly tenant: string | undefined;
  readonly body: { readonly query: string; readonly operationName: string; readonly variables: unknown };
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}

/** Sends one operation and answers with its `data`, or throws a VortexError. */
export async function post(request: Request): Promise<unknown> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  // Detached, since a browser's fetch refuses to be called as a method of something else.
  const { fetch: send } = request;
  try {
    const response = await send(request.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
        // Says to the server that this is no foreign page, which could not send it.
        ...(request.session ? { 'x-vortex-session': request.session } : {}),
        ...(request.tenant ? { 'x-vortex-tenant': request.tenant } : {}),
      },
      body: JSON.stringify(request.body),
      signal,
    });
    return dataOf(response.status, await response.text());
  } catch (error) {
    throw asVortexError(error, deadline, request.signal);
  }
}

function dataOf(status: number, body: string): unknown {
  const answer = parsed(body);
  const errors = isRecord(answer) ? answer['errors'] : undefined;
  if (Array.isArray(errors) && errors.length > 0) throw fromGraphqlError(isRecord(errors[0]) ? errors[0] : {});
  if (isRecord(answer) && isRecord(answer['data'])) return answer['data'];
  throw new VortexError({
    message: `The server answered with status ${status} and nothing to read.`,
    code: status === 429 ? 'RESOURCE_EXHAUSTED' : 'UNAVAILABLE',
    reason: 'bad_response',
    facts: { status: String(status) },
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A cancelled request keeps its reason, so that callers can tell it from a failure. */
function asVortexError(error: unknown, deadline: AbortSignal, cancelled: AbortSignal | undefined): unknown {
  if (error instanceof VortexError || cancelled?.aborted) return error;
  if (deadline.aborted) {
    return new VortexError({
      message: 'The server did not answer in time.',
      code: 'DEADLINE_EXCEEDED',
      reason: 'timeout',
    });
  }
  return new VortexError({
    message: 'The server cannot be reached.',
    code: 'UNAVAILABLE',
    reason: 'network',
    cause: error,
  });
}
