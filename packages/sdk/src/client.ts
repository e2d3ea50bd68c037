import type { Client as WsClient } from 'graphql-ws';
import { VortexError } from './error';
import type { Operation } from './operation';
import { post } from './request';
import { connectSubscriptions, results } from './subscription';

export interface ClientOptions {
  /** Absolute address of the GraphQL endpoint, e.g. `https://panel.example.org/graphql`. */
  readonly url: string;
  /** The access token to send, asked anew for every request. */
  readonly token?: () => string | undefined;
  /** How long a request may take. Default 15 s. */
  readonly timeoutMs?: number;
  /** Told when a token that was sent is no longer accepted. */
  readonly onUnauthenticated?: (error: VortexError) => void;
  readonly fetch?: typeof fetch;
  /** For Node before 22, which has no WebSocket of its own. */
  readonly webSocket?: unknown;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** A form with wrong credentials; a socket, which is refused too when the server cannot check a token at the moment. */
const saysNothingOfTheToken: ReadonlySet<string> = new Set(['wrong_credentials', 'connection_refused']);

/** Typed access to the platform's GraphQL API. */
export class VortexClient {
  private readonly token: () => string | undefined;
  private subscriptions: WsClient | undefined;

  constructor(private readonly options: ClientOptions) {
    this.token = options.token ?? (() => undefined);
  }

  /** Runs a query or a mutation. Fails with a VortexError, or with the signal's reason when it was aborted. */
  async request<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    call: CallOptions = {},
  ): Promise<Result> {
    const token = this.token();
    try {
      const data = await post({
        url: this.options.url,
        token,
        body: { query: operation.text, operationName: operation.name, variables },
        timeoutMs: call.timeoutMs ?? this.options.timeoutMs ?? 15_000,
        signal: call.signal,
        fetch: this.options.fetch ?? fetch,
      });
      return data as Result;
    } catch (error) {
      this.reportUnauthenticated(error, token);
      throw error;
    }
  }

  /** Follows a subscription until it ends, fails, or the signal aborts. Does not reconnect by itself. */
  async *subscribe<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    call: Pick<CallOptions, 'signal'> = {},
  ): AsyncGenerator<Result> {
    const { url, webSocket } = this.options;
    this.subscriptions ??= connectSubscriptions({ url, token: this.token, webSocket });
    const payload = { query: operation.text, operationName: operation.name, variables };
    const token = this.token();
    try {
      for await (const data of results(this.subscriptions, payload, call.signal)) yield data as Result;
    } catch (error) {
      this.reportUnauthenticated(error, token);
      throw error;
    }
  }

  /** Ends all subscriptions. The client can be used again afterwards. */
  async close(): Promise<void> {
    const open = this.subscriptions;
    this.subscriptions = undefined;
    await open?.dispose();
  }

  private reportUnauthenticated(error: unknown, token: string | undefined): void {
    if (token === undefined || !(error instanceof VortexError) || error.code !== 'UNAUTHENTICATED') return;
    if (!saysNothingOfTheToken.has(error.reason)) this.options.onUnauthenticated?.(error);
  }
}
