import { AuthServiceService, type Revocations, SessionServiceService } from '@vortex/contracts/auth';
import { outsideTransactions } from '@vortex/database';
import { anonymous, scopeOf } from '../identity/caller';
import { runOutsideCall } from '../identity/call-context';
import type { HandledMethod } from '../rpc/method-table';
import type { RpcClients } from '../rpc/rpc-clients';

/** What auth tells every service, asked for by the service itself, whatever request has made it necessary. */
export class WordOfAuth {
  /** @param ownMethods those of the service: auth asks nobody but itself */
  constructor(
    private readonly service: string,
    private readonly clients: RpcClients,
    private readonly ownMethods: () => ReadonlyMap<string, HandledMethod>,
  ) {}

  /** The JSON text of the key set (RFC 7517). */
  readonly signingKeys = async (): Promise<string> => {
    const { getSigningKeys } = AuthServiceService;
    const { jwksJson } = await this.ask(getSigningKeys.path, {}, () =>
      this.clients.client(AuthServiceService).getSigningKeys({}, { as: 'itself', timeoutMs: 3_000 }),
    );
    return jwksJson;
  };

  readonly revocations = (cursor: string): Promise<Revocations> =>
    this.ask(SessionServiceService.listRevocations.path, { cursor }, () =>
      this.clients.client(SessionServiceService).listRevocations({ cursor }, { as: 'itself', timeoutMs: 2_000 }),
    );

  private ask<T>(path: string, request: object, askAuth: () => Promise<T>): Promise<T> {
    return outsideTransactions(() =>
      runOutsideCall(() => {
        const own = this.ownMethods().get(path);
        return own ? (own.handle(request, callOf(this.service)) as Promise<T>) : askAuth();
      }),
    );
  }
}

function callOf(service: string) {
  const caller = anonymous;
  const { signal } = new AbortController();
  return { caller, peer: service, scope: () => scopeOf(caller), signal, deadline: undefined };
}
