import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { HostModel } from '../generated/prisma/models';
import type { Placed } from '../paging/connection';
import { keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import type { Host, HostId } from './host';

export interface HostFilter {
  readonly inboundIds?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly search?: string | undefined;
}

@Injectable()
export class HostRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(host: Host): Promise<void> {
    await this.db.client.host.create({ data: toModel(host) });
  }

  async find(scope: Scope, id: HostId): Promise<Host | undefined> {
    const row = await this.db.client.host.findFirst({ where: { AND: [{ id }, within(scope)] } });
    return row ? from(row) : undefined;
  }

  /** All of a tenant, in their order; nobody else changes any of them, or adds one, until the transaction ends. */
  async lockAll(tenantId: TenantId): Promise<Host[]> {
    await this.db.sql.query('SELECT FROM pg_advisory_xact_lock(hashtextextended($1, 0))', [`hosts ${tenantId}`]);
    const rows = await this.db.client.host.findMany({
      where: { tenantId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    return rows.map(from);
  }

  async page(scope: Scope, filter: HostFilter, page: Page): Promise<Placed<Host>[]> {
    const parameters = new SqlParameters();
    const where = conditions(scope, filter, parameters);
    const { keys, where: beyond, orderBy, limit } = keysetOf(page, parameters);
    const places = await this.db.sql.query<{ id: string; keys: string[] }>(
      `SELECT h.id, ${keys} FROM host h ${whereOf([...where, ...beyond])} ${orderBy} ${limit}`,
      parameters.values,
    );
    const rows = await this.db.client.host.findMany({ where: { id: { in: places.map(({ id }) => id) } } });
    const hosts = new Map(rows.map((row) => [row.id, from(row)]));
    return places.flatMap(({ id, keys: place }) => {
      const row = hosts.get(id);
      return row ? [{ row, keys: place }] : [];
    });
  }

  async count(scope: Scope, filter: HostFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.db.sql.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM host h ${whereOf(conditions(scope, filter, parameters))}`,
      parameters.values,
    );
    return Number(row?.count ?? 0);
  }

  /** Stores the next revision of a host whose tenant's hosts the caller has locked. */
  async save(host: Host): Promise<void> {
    await this.db.client.host.update({ where: { id: host.id }, data: toModel(host) });
  }

  async delete(id: HostId): Promise<void> {
    await this.db.client.host.delete({ where: { id } });
  }
}

/** Hosts are of a tenant as a whole. Who sees only its own users is shown them through its links, never here. */
function within(scope: Scope): object {
  if (!('tenantId' in scope)) return {};
  return scope.ownedBy ? { tenantId: scope.tenantId, id: { in: [] } } : { tenantId: scope.tenantId };
}

function conditions(scope: Scope, { inboundIds, enabled, search }: HostFilter, parameters: SqlParameters): string[] {
  const text =
    search
      ?.trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&') ?? '';
  return [
    ...('tenantId' in scope ? [`h.tenant_id = ${parameters.add(scope.tenantId, 'uuid')}`] : []),
    ...('tenantId' in scope && scope.ownedBy ? ['false'] : []),
    ...(inboundIds ? [`h.inbound_id = ANY (${parameters.add(inboundIds, 'uuid[]')})`] : []),
    ...(enabled === undefined ? [] : [`h.enabled = ${parameters.add(enabled, 'boolean')}`]),
    ...(text === ''
      ? []
      : [`lower(h.remark || ' ' || array_to_string(h.addresses, ' ')) LIKE ${parameters.add(`%${text}%`, 'text')}`]),
  ];
}

function toModel(host: Host): HostModel {
  return { ...host, addresses: [...host.addresses], alpn: [...host.alpn], tags: [...host.tags] };
}

function from(row: HostModel): Host {
  return {
    ...row,
    id: row.id as HostId,
    tenantId: row.tenantId as TenantId,
    security: row.security as Host['security'],
  };
}
