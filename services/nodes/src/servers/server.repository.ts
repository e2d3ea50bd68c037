import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope, TenantId } from '@vortex/kit';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import type { ServerModel } from '../generated/prisma/models';
import { literal } from '../access/search-text';
import { isTaken } from '../access/unique-violation';
import { ownedWithin, visibleWithin } from '../access/visibility';
import type { CountedTraffic } from '../standing/traffic-quota';
import { nameKey, type Server, type ServerId } from './server';
import type { ServerState } from './server-state';
import { ServerHasInbounds, ServerNameTaken, ServerNotFound } from './server.errors';

export interface ServerFilter {
  readonly states: readonly ServerState[];
  readonly countries: readonly string[];
  readonly tags: readonly string[];
  readonly shared: boolean | undefined;
  readonly search: string;
}

/** A place in the order of names. */
export interface ServerPlace {
  readonly nameKey: string;
  readonly id: string;
}

@Injectable()
export class ServerRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(server: Server): Promise<void> {
    const data = { ...columnsOf(server), id: server.id, tenantId: server.tenantId, createdAt: server.createdAt };
    const { count } = await this.db.client.server.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new ServerNameTaken(server.name);
    await this.noteCoefficient(server, server.createdAt);
  }

  async find(scope: Scope, id: ServerId): Promise<Server> {
    const row = await this.db.client.server.findFirst({ where: { id, ...visibleWithin(scope) } });
    if (!row) throw new ServerNotFound(id);
    return from(row);
  }

  /** One the caller may change. */
  async findOwn(scope: Scope, id: ServerId): Promise<Server> {
    const row = await this.db.client.server.findFirst({ where: { id, ...ownedWithin(scope) } });
    if (!row) throw new ServerNotFound(id);
    return from(row);
  }

  async findMany(scope: Scope, ids: readonly string[]): Promise<Server[]> {
    const where = { id: { in: [...ids] }, ...visibleWithin(scope) };
    return (await this.db.client.server.findMany({ where })).map(from);
  }

  /** Finds one of the caller's own and keeps others from changing it, or its inbounds, until the transaction ends. */
  async lock(scope: Scope, id: ServerId): Promise<Server> {
    await this.db.sql.query('SELECT id FROM server WHERE id = $1::uuid FOR UPDATE', [id]);
    const row = await this.db.client.server.findFirst({ where: { id, ...ownedWithin(scope) } });
    if (!row) throw new ServerNotFound(id);
    return from(row);
  }

  /** Stores a change of one that is locked. */
  async save(before: Server, server: Server): Promise<void> {
    const { id, tenantId } = server;
    const namesake = { tenantId, nameKey: nameKey(server.name), NOT: { id } };
    if (await this.db.client.server.findFirst({ where: namesake, select: { id: true } })) {
      throw new ServerNameTaken(server.name);
    }
    await this.db.client.server.update({ where: { id }, data: columnsOf(server) }).catch((error: unknown) => {
      // A namesake that was not committed when we looked.
      throw isTaken(error) ? new ServerNameTaken(server.name) : error;
    });
    if (before.coefficientMilli !== server.coefficientMilli) await this.noteCoefficient(server, server.updatedAt);
  }

  async inboundIds(id: ServerId): Promise<string[]> {
    const rows = await this.db.client.inbound.findMany({ where: { serverId: id }, select: { id: true } });
    return rows.map((row) => row.id);
  }

  /** Removes one that is locked. */
  async delete(id: ServerId): Promise<void> {
    const inboundCount = await this.db.client.inbound.count({ where: { serverId: id } });
    if (inboundCount > 0) throw new ServerHasInbounds(id, inboundCount);
    await this.db.client.server.delete({ where: { id } });
  }

  /** Those after `after`, by name. */
  async list(scope: Scope, filter: ServerFilter, limit: number, after?: ServerPlace): Promise<Server[]> {
    const where = { AND: [visibleWithin(scope), matching(filter), ...(after ? [behind(after)] : [])] };
    const orderBy = [{ nameKey: 'asc' as const }, { id: 'asc' as const }];
    return (await this.db.client.server.findMany({ where, orderBy, take: limit })).map(from);
  }

  private async noteCoefficient({ id, coefficientMilli }: Server, effectiveFrom: Date): Promise<void> {
    const where = { serverId_effectiveFrom: { serverId: id, effectiveFrom } };
    const create = { serverId: id, effectiveFrom, coefficientMilli };
    await this.db.client.serverCoefficient.upsert({ where, create, update: { coefficientMilli } });
  }
}

function matching({ states, countries, tags, shared, search }: ServerFilter): Prisma.ServerWhereInput {
  const text = search.trim();
  const contains = { contains: literal(text), mode: 'insensitive' as const };
  return {
    ...(states.length > 0 ? { state: { in: [...states] } } : {}),
    ...(countries.length > 0 ? { country: { in: [...countries] } } : {}),
    ...(tags.length > 0 ? { tags: { hasEvery: [...tags] } } : {}),
    ...(shared === undefined ? {} : { shared }),
    ...(text === ''
      ? {}
      : {
          OR: [
            { name: contains },
            { note: contains },
            { city: contains },
            { tags: { has: text } },
            { addresses: { has: text.toLowerCase() } },
          ],
        }),
  };
}

function behind({ nameKey: key, id }: ServerPlace): Prisma.ServerWhereInput {
  return { OR: [{ nameKey: { gt: key } }, { nameKey: key, id: { gt: id } }] };
}

function columnsOf(server: Server) {
  const { name, state, region, tags, addresses, capacity, coefficientMilli, shared, note, revision, updatedAt } =
    server;
  const { trafficQuota: quota, failover } = server;
  return {
    name,
    nameKey: nameKey(name),
    state,
    country: region.country,
    city: region.city,
    latitude: region.latitude ?? null,
    longitude: region.longitude ?? null,
    tags: [...tags],
    addresses: [...addresses],
    capacityUsers: capacity.users,
    capacityMegabits: capacity.megabitsPerSecond,
    coefficientMilli,
    shared,
    note,
    quotaBytes: quota.limitBytes,
    quotaCounted: quota.counted,
    quotaResetDay: quota.resetDay,
    quotaZone: quota.zone,
    quotaWarningPercent: quota.warningPercent,
    failoverGroup: failover.group,
    failoverRank: failover.rank,
    revision,
    updatedAt,
  };
}

function from(row: ServerModel): Server {
  const { country, city, latitude, longitude, capacityUsers, capacityMegabits, nameKey: _, ...others } = row;
  const { quotaBytes, quotaCounted, quotaResetDay, quotaZone, quotaWarningPercent, ...more } = others;
  const { failoverGroup, failoverRank, ...rest } = more;
  return {
    ...rest,
    id: row.id as ServerId,
    tenantId: row.tenantId as TenantId,
    state: row.state as ServerState,
    region: { country, city, latitude: latitude ?? undefined, longitude: longitude ?? undefined },
    capacity: { users: capacityUsers, megabitsPerSecond: capacityMegabits },
    trafficQuota: {
      ...{ limitBytes: quotaBytes, counted: quotaCounted as CountedTraffic, resetDay: quotaResetDay },
      ...{ zone: quotaZone, warningPercent: quotaWarningPercent },
    },
    failover: { group: failoverGroup, rank: failoverRank },
  };
}
