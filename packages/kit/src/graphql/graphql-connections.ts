import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Authenticator } from '../auth/authenticator';
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
};

/** Codes of the graphql-transport-ws protocol. */
const forbidden = 4403;
const longestTimeoutMs = 2 ** 31 - 1;

/** The hooks of graphql-ws: who signs in with the connection's parameters stays until the token ends. */
@Injectable()
export class GraphqlConnections {
  constructor(
    private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly settings: Pick<PlatformSettings, 'VORTEX_TRUSTED_PROXIES'>,
  ) {}

  /** @returns false when the token that was shown is not believed; the connection is refused then */
  readonly onConnect = async (connection: Connection): Promise<boolean> => {
    const extra = connection.extra as LiveExtra;
    const shown = connection.connectionParams?.['authorization'] ?? connection.connectionParams?.['Authorization'];
    const header = typeof shown === 'string' ? shown : extra.request?.headers.authorization;
    const tenant = connection.connectionParams?.[tenantHeader] ?? extra.request?.headers[tenantHeader];
    const { expiresAtMs, ...call } = await this.authenticator.authenticate(
      header,
      typeof tenant === 'string' ? tenant : undefined,
    );
    if (call.rejection) return false;
    const client = extra.request && clientOf(extra.request, this.settings.VORTEX_TRUSTED_PROXIES);
    extra.call = { ...call, client, requestId: newId() };
    if (expiresAtMs !== undefined) {
      const end = (): void => extra.socket?.close(forbidden, 'token expired');
      extra.expiry = setTimeout(end, Math.min(Math.max(expiresAtMs - Date.now(), 0), longestTimeoutMs)).unref();
    }
    return true;
  };

  readonly onDisconnect = (connection: Connection): void => {
    clearTimeout((connection.extra as LiveExtra).expiry);
  };
}
