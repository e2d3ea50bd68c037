import { type Id, newId, parseId, type TenantId } from '@vortex/kit';
import { isDeepStrictEqual } from 'node:util';
import type { TrafficQuota } from '../standing/traffic-quota';
import type { ServerState } from './server-state';

export type ServerId = Id<'server'>;

export const serverId = (text: string, path = 'id'): ServerId => parseId<'server'>(text, path);

export interface Region {
  /** ISO 3166-1 alpha-2; empty when unknown. */
  readonly country: string;
  readonly city: string;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
}

export interface Capacity {
  /** 0 for no limit. */
  readonly users: number;
  /** 0 for no limit. */
  readonly megabitsPerSecond: number;
}

/** Of the servers of a group only the best that serve are shown; the others are spares. */
export interface Failover {
  /** Empty where it is in none. */
  readonly group: string;
  /** The lowest is shown first. */
  readonly rank: number;
}

/** What a person decides about a server. */
export interface ServerProperties {
  /** Unique within the tenant, whatever its case. */
  readonly name: string;
  readonly region: Region;
  readonly tags: readonly string[];
  /** Where clients reach it: IP addresses or host names. */
  readonly addresses: readonly string[];
  readonly capacity: Capacity;
  /** Charged bytes are raw bytes times this, over a thousand. */
  readonly coefficientMilli: number;
  readonly state: ServerState;
  /** Every tenant may read and use it. */
  readonly shared: boolean;
  readonly note: string;
  readonly trafficQuota: TrafficQuota;
  readonly failover: Failover;
}

/** A machine that carries traffic. */
export interface Server extends ServerProperties {
  readonly id: ServerId;
  readonly tenantId: TenantId;
  /** Grows with every change. */
  readonly revision: bigint;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function newServer(tenantId: TenantId, properties: ServerProperties, now: Date): Server {
  return { id: newId(), tenantId, ...properties, revision: 1n, createdAt: now, updatedAt: now };
}

/** The same one when nothing changes. */
export function changed(server: Server, change: Partial<ServerProperties>, now: Date): Server {
  const next = { ...server, ...change };
  if (isDeepStrictEqual(propertiesOf(next), propertiesOf(server))) return server;
  return { ...next, revision: server.revision + 1n, updatedAt: now };
}

/** A name as it is compared. Compatibility forms fold first, or one in full width would be another. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

export function propertiesOf(server: Server): ServerProperties {
  const { name, region, tags, addresses, capacity, coefficientMilli, state, shared, note, trafficQuota, failover } =
    server;
  const { country, city, latitude, longitude } = region;
  const { users, megabitsPerSecond } = capacity;
  return {
    name,
    region: { country, city, latitude, longitude },
    tags,
    addresses,
    capacity: { users, megabitsPerSecond },
    coefficientMilli,
    state,
    shared,
    note,
    trafficQuota: { ...trafficQuota },
    failover: { ...failover },
  };
}
