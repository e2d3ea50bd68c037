import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Authenticator } from '../auth/authenticator';
import { Revocations, type TokenIdentity } from '../auth/revocations';
import type { PlatformSettings } from '../config/platform-settings';
import { clientOf } from '../http/client-address';
import { tenantHeader } from '../identity/acting-tenant';
import { newId } from '../ids/id';
import { CONFIG } from '../service/tokens';
import type { ConnectionExtra } from './graphql-call';

interface Connection {
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  readonly extra: unknown;
}

type LiveExtra = ConnectionExtra & {
  readonly request?: IncomingMessage;
  readonly socket?: { close(code: number, reason: string): void };
  expiry?: NodeJS.Timeout;
  identity?: TokenIdentity;
};

/** Codes of the graphql-transport-ws protocol, and one of RFC 6455. */
const unauthorized = 4401;
const forbidden = 4403;
const tryAgainLater = 1013;
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * The hooks of graphql-ws: who signs in with the connection's parameters stays until the token ends. A connection whose
 * session was revoked is closed with 4401, one whose token is out of date with 4403: the next token is welcome again.
 */
@Injectable()
export class GraphqlConnections {
  private readonly live = new Set<LiveExtra>();

  constructor(
    private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly settings: Pick<PlatformSettings, 'VORTEX_TRUSTED_PROXIES'>,
    private readonly revocations: Revocations,
  ) {
    revocations.onChange(() => {
      for (const extra of this.live) this.closeIfRevoked(extra);
    });
  }

  /** @returns false when the token that was shown is not believed; the connection is refused then */
  readonly onConnect = async (connection: Connection): Promise<boolean> => {
    const extra = connection.extra as LiveExtra;
    const shown = connection.connectionParams?.['authorization'] ?? connection.connectionParams?.['Authorization'];
    const tenant = connection.connectionParams?.[tenantHeader] ?? extra.request?.headers[tenantHeader];
    const { expiresAtMs, identity, ...call } = await this.authenticator.ofSocket(
      typeof shown === 'string' ? shown : undefined,
      extra.request,
      typeof tenant === 'string' ? tenant : undefined,
    );
    if (call.rejection) return false;
    const client = extra.request && clientOf(extra.request, this.settings.VORTEX_TRUSTED_PROXIES);
    extra.call = { ...call, client, requestId: newId() };
    if (expiresAtMs !== undefined) {
      const end = (): void => extra.socket?.close(forbidden, 'token expired');
      extra.expiry = setTimeout(end, Math.min(Math.max(expiresAtMs - Date.now(), 0), longestTimeoutMs)).unref();
    }
    if (identity) {
      extra.identity = identity;
      this.live.add(extra);
      this.closeIfRevoked(extra);
    }
    return true;
  };

  readonly onDisconnect = (connection: Connection): void => {
    const extra = connection.extra as LiveExtra;
    clearTimeout(extra.expiry);
    this.live.delete(extra);
  };

  private closeIfRevoked({ identity, socket }: LiveExtra): void {
    const verdict = identity && this.revocations.verdictOn(identity);
    if (verdict === 'session_revoked') socket?.close(unauthorized, 'session revoked');
    else if (verdict === 'token_outdated') socket?.close(forbidden, 'token outdated');
    else if (!this.revocations.isFresh) socket?.close(tryAgainLater, 'revocations unavailable');
  }
}
