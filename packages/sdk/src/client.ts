import type { Client as WsClient } from 'graphql-ws/client';
import { VortexError } from './error';
import { RefreshToken } from './generated/operations';
import type { Operation } from './operation';
import { post } from './request';
import { SessionRenewal } from './session-renewal';
import { connectSubscriptions, results } from './subscription';

export interface ClientOptions {
  /** Absolute address of the GraphQL endpoint, e.g. `https://panel.example.org/graphql`. */
  readonly url: string;
  /** The access token to send, asked anew for every request. */
  readonly token?: () => string | undefined;
  /**
   * `cookie`: for a page of the platform itself. The browser keeps the tokens, where no script can read them, and the
   * client has them renewed when they have ended.
   */
  readonly session?: 'cookie';
  /** The tenant to act for, by its slug or id, asked anew for every request: for accounts of the operator that may. */
  readonly tenant?: () => string | undefined;
  /** How long a request may take. Default 15 s. */
  readonly timeoutMs?: number;
  /** Told when a token that was sent is no longer accepted, or a session in cookies is over. */
  readonly onUnauthenticated?: (error: VortexError) => void;
  readonly fetch?: typeof fetch;
  /** For Node before 22, which has no WebSocket of its own. */
  readonly webSocket?: unknown;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Typed access to the platform's GraphQL API. */
export class VortexClient {
  private readonly token: () => string | undefined;
  private readonly renewal: SessionRenewal | undefined;
  private subscriptions: WsClient | undefined;

  constructor(private readonly options: ClientOptions) {
    this.token = options.token ?? (() => undefined);
    if (options.session === 'cookie') this.renewal = new SessionRenewal(() => this.send(RefreshToken, {}, {}));
  }

  /** Runs a query or a mutation. Fails with a VortexError, or with the signal's reason when it was aborted. */
  async request<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    call: CallOptions = {},
  ): Promise<Result> {
    try {
      return await this.send(operation, variables, call);
    } catch (error) {
      if (!(await this.isWorthAnotherTry(error))) throw error;
      return this.send(operation, variables, call);
    }
  }

  /** Follows a subscription until it ends, fails, or the signal aborts. Does not reconnect by itself. */
  async *subscribe<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    call: Pick<CallOptions, 'signal'> = {},
  ): AsyncGenerator<Result> {
    const payload = { query: operation.text, operationName: operation.name, variables };
    let hasBegun = false;
    for (let isRepeated = false; ; isRepeated = true) {
      try {
        for await (const data of results(this.connection(), payload, call.signal)) {
          hasBegun = true;
          yield data as Result;
        }
        return;
      } catch (error) {
        const isWorthIt = await this.isWorthAnotherTry(error);
        // Who has seen results decides about what was missed meanwhile.
        if (!isWorthIt || hasBegun || isRepeated) throw error;
      }
    }
  }

  /** Ends all subscriptions. The client can be used again afterwards. */
  async close(): Promise<void> {
    const open = this.subscriptions;
    this.subscriptions = undefined;
    await open?.dispose();
  }

  private async send<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    call: CallOptions,
  ): Promise<Result> {
    const data = await post({
      url: this.options.url,
      token: this.token(),
      session: this.options.session,
      tenant: this.options.tenant?.(),
      body: { query: operation.text, operationName: operation.name, variables },
      timeoutMs: call.timeoutMs ?? this.options.timeoutMs ?? 15_000,
      signal: call.signal,
      fetch: this.options.fetch ?? fetch,
    });
    return data as Result;
  }

  private connection(): WsClient {
    const { url, webSocket, tenant = () => undefined } = this.options;
    this.subscriptions ??= connectSubscriptions({ url, token: this.token, tenant, webSocket });
    return this.subscriptions;
  }

  /** Has tokens in cookies renewed that have ended. Otherwise tells that they are no longer accepted. */
  private async isWorthAnotherTry(error: unknown): Promise<boolean> {
    if (!(error instanceof VortexError) || error.code !== 'UNAUTHENTICATED') return false;
    if (error.reason === 'wrong_credentials') return false;
    if (this.renewal) {
      if (await this.renewal.renew()) return true;
    } else if (this.token() === undefined || error.reason === 'connection_refused') {
      // A socket is refused too when the server cannot check a token at the moment.
      return false;
    }
    this.options.onUnauthenticated?.(error);
    return false;
  }
}
