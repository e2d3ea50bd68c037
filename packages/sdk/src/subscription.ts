import { type Client as WsClient, createClient } from 'graphql-ws/client';
import { fromGraphqlError, isRecord, VortexError } from './error';

interface SubscriptionOptions {
  readonly url: string;
  readonly token: () => string | undefined;
  readonly tenant: () => string | undefined;
  /** For Node before 22, which has no WebSocket of its own. */
  readonly webSocket: unknown;
}

/** One WebSocket, opened with the first subscription and closed with the last. */
export function connectSubscriptions(options: SubscriptionOptions): WsClient {
  return createClient({
    url: options.url.replace(/^http/, 'ws'),
    webSocketImpl: options.webSocket,
    lazy: true,
    // Whoever subscribes decides about trying again: a page polls meanwhile.
    retryAttempts: 0,
    keepAlive: 15_000,
    connectionParams: () => {
      const [token, tenant] = [options.token(), options.tenant()];
      return {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(tenant && { 'x-vortex-tenant': tenant }),
      };
    },
  });
}

/** Results of one subscription until the server ends it, the signal aborts, or it fails with a VortexError. */
export async function* results(
  client: WsClient,
  payload: { query: string; operationName: string; variables: object },
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown> {
  if (signal?.aborted) return;
  const iterator = client.iterate({ ...payload, variables: { ...payload.variables } });
  const stop = () => void iterator.return?.();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const result of iterator) {
      const [error] = result.errors ?? [];
      if (error) throw fromGraphqlError(error);
      yield result.data;
    }
  } catch (error) {
    throw asVortexError(error);
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** Codes a server of graphql-transport-ws closes with when it does not believe a token, or believes it no longer. */
const refusals: ReadonlySet<number> = new Set([4401, 4403]);

/** graphql-ws throws an array of GraphQL errors, a close event, or whatever the socket threw. */
function asVortexError(error: unknown): VortexError {
  if (error instanceof VortexError) return error;
  if (Array.isArray(error) && isRecord(error[0])) return fromGraphqlError(error[0]);
  if (refusals.has(closeCode(error) ?? 0)) {
    const message = 'The server does not accept the token.';
    return new VortexError({ message, code: 'UNAUTHENTICATED', reason: 'connection_refused', cause: error });
  }
  return new VortexError({ message: 'The connection was lost.', code: 'UNAVAILABLE', reason: 'network', cause: error });
}

function closeCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}
