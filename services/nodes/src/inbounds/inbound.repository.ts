import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring, type Scope, type TenantId } from '@vortex/kit';
import type { PageWanted } from '../access/list-page';
import { between, orderBy } from '../access/position';
import { literal } from '../access/search-text';
import { isTaken } from '../access/unique-violation';
import { ownedWithin, visibleWithin } from '../access/visibility';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import type { InboundModel } from '../generated/prisma/models';
import { inboundSecretsColumn, sealContext } from '../sealed-columns';
import type { ServerId } from '../servers/server';
import type { InboundNetwork, InboundProtocol, InboundSecurity, Settings } from '../settings/definition';
import { secretPathsOf } from '../settings/secret-paths';
import { putSecrets, type Secrets, takeSecrets } from '../settings/secrets';
import type { Inbound, InboundId, Sniffing } from './inbound';
import { InboundNotFound, InboundTagTaken } from './inbound.errors';
import type { InboundSort } from './inbound-sort';

export interface InboundFilter {
  readonly serverIds: readonly string[];
  readonly protocols: readonly InboundProtocol[];
  readonly networks: readonly InboundNetwork[];
  readonly securities: readonly InboundSecurity[];
  readonly enabled: boolean | undefined;
  readonly shared: boolean | undefined;
  readonly search: string;
}

/** Inbounds come out whole, secrets included; who may see those is decided where they are told of. */
@Injectable()
export class InboundRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly keyring: Keyring,
  ) {}

  async insert(inbound: Inbound): Promise<void> {
    const { id, tenantId, serverId, protocol, createdAt } = inbound;
    const data = { ...this.columnsOf(inbound), id, tenantId, serverId, protocol, createdAt };
    const { count } = await this.db.client.inbound.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new InboundTagTaken(inbound.tag);
  }

  async find(scope: Scope, id: InboundId): Promise<Inbound> {
    const row = await this.db.client.inbound.findFirst({ where: { id, ...visibleWithin(scope) } });
    if (!row) throw new InboundNotFound(id);
    return this.from(row);
  }

  /** The server of one of the caller's own, to be locked before it is changed. */
  async serverOf(scope: Scope, id: InboundId): Promise<ServerId> {
    const where = { id, ...ownedWithin(scope) };
    const row = await this.db.client.inbound.findFirst({ where, select: { serverId: true } });
    if (!row) throw new InboundNotFound(id);
    return row.serverId as ServerId;
  }

  async findMany(scope: Scope, ids: readonly string[]): Promise<Inbound[]> {
    return this.read({ id: { in: [...ids] }, ...visibleWithin(scope) });
  }

  /** All that stand on these servers and may be seen. */
  async onServers(scope: Scope, serverIds: readonly string[]): Promise<Inbound[]> {
    return this.read({ serverId: { in: [...serverIds] }, ...visibleWithin(scope) });
  }

  /** Stores a change of one whose server is locked. */
  async save(inbound: Inbound): Promise<void> {
    const { id, tag } = inbound;
    await this.db.client.inbound.update({ where: { id }, data: this.columnsOf(inbound) }).catch((error: unknown) => {
      throw isTaken(error) ? new InboundTagTaken(tag) : error;
    });
  }

  async delete(id: InboundId): Promise<void> {
    await this.db.client.inbound.delete({ where: { id } });
  }

  /** From the near end of the page on, and one more than it has. */
  async list(scope: Scope, filter: InboundFilter, sort: readonly InboundSort[], page: PageWanted): Promise<Inbound[]> {
    const rows = await this.db.client.inbound.findMany({
      where: { AND: [visibleWithin(scope), matching(filter), ...between(sort, page)] },
      orderBy: orderBy(sort, page.backward),
      take: page.limit + 1,
    });
    return rows.map((row) => this.from(row));
  }

  count(scope: Scope, filter: InboundFilter): Promise<number> {
    return this.db.client.inbound.count({ where: { AND: [visibleWithin(scope), matching(filter)] } });
  }

  private async read(where: Prisma.InboundWhereInput): Promise<Inbound[]> {
    const rows = await this.db.client.inbound.findMany({ where, orderBy: [{ tag: 'asc' }, { id: 'asc' }] });
    return rows.map((row) => this.from(row));
  }

  private columnsOf(inbound: Inbound) {
    const { tag, listen, port, lastPort, network, security, sniffing, enabled, shared, revision, updatedAt } = inbound;
    const { instance = '' } = inbound;
    const { open, secrets } = takeSecrets(inbound.settings, secretPathsOf(inbound));
    const sealed = (): Uint8Array<ArrayBuffer> =>
      this.keyring.seal(JSON.stringify(secrets), sealContext(inboundSecretsColumn, inbound.id));
    return {
      ...{ tag, listen, port, lastPort, network, security, enabled, shared, instance, revision, updatedAt },
      sniffing: { ...sniffing, destinationOverrides: [...sniffing.destinationOverrides] },
      settings: open as Prisma.InputJsonObject,
      secrets: Object.keys(secrets).length > 0 ? sealed() : null,
    };
  }

  private from(row: InboundModel): Inbound {
    const { secrets: sealed, ...rest } = row;
    const kind = {
      protocol: row.protocol as InboundProtocol,
      network: row.network as InboundNetwork,
      security: row.security as InboundSecurity,
    };
    const secrets = sealed ? this.opened(sealed, row.id) : {};
    return {
      ...rest,
      ...kind,
      id: row.id as InboundId,
      tenantId: row.tenantId as TenantId,
      serverId: row.serverId as ServerId,
      instance: row.instance || undefined,
      sniffing: row.sniffing as unknown as Sniffing,
      settings: putSecrets(row.settings as Settings, secretPathsOf(kind), secrets),
    };
  }

  private opened(sealed: Uint8Array, id: string): Secrets {
    return JSON.parse(this.keyring.openText(sealed, sealContext(inboundSecretsColumn, id))) as Secrets;
  }
}

function matching(filter: InboundFilter): Prisma.InboundWhereInput {
  const { serverIds, protocols, networks, securities, enabled, shared, search } = filter;
  const text = search.trim();
  return {
    ...(serverIds.length > 0 ? { serverId: { in: [...serverIds] } } : {}),
    ...(protocols.length > 0 ? { protocol: { in: [...protocols] } } : {}),
    ...(networks.length > 0 ? { network: { in: [...networks] } } : {}),
    ...(securities.length > 0 ? { security: { in: [...securities] } } : {}),
    ...(enabled === undefined ? {} : { enabled }),
    ...(shared === undefined ? {} : { shared }),
    ...(text === '' ? {} : { tag: { contains: literal(text), mode: 'insensitive' as const } }),
  };
}
