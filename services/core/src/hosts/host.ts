import { type Id, newId, type TenantId } from '@vortex/kit';

export type HostId = Id<'host'>;

export const hostSecurities = ['NONE', 'TLS', 'REALITY'] as const;
/** Whom a client's TLS pretends to be. */
export const fingerprints = [
  ...['chrome', 'firefox', 'safari', 'ios', 'android', 'edge', '360', 'qq'],
  ...['random', 'randomized', 'unsafe'],
] as const;
export const alpns = ['h3', 'h2', 'http/1.1'] as const;

/** One entry of the list of servers a client shows: an inbound, and how it is reached. Null is as the inbound has it. */
export interface HostFields {
  /** In nodes. */
  readonly inboundId: string;
  /** The entry's name, a template. */
  readonly remark: string;
  /** A client is given one of them. */
  readonly addresses: readonly string[];
  readonly port: number | null;
  readonly sni: string | null;
  readonly hostHeader: string | null;
  readonly path: string | null;
  readonly alpn: readonly string[];
  readonly fingerprint: string | null;
  readonly security: (typeof hostSecurities)[number] | null;
  readonly enabled: boolean;
  readonly tags: readonly string[];
  /** Between hosts of one position that are equal otherwise, the greater comes first, for every customer. */
  readonly weight: number;
}

export interface Host extends HostFields {
  readonly id: HostId;
  readonly tenantId: TenantId;
  /** In the list, from 0. */
  readonly position: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Grows with every change. */
  readonly revision: bigint;
}

export function newHost(tenantId: TenantId, fields: HostFields, position: number, now: Date): Host {
  return { id: newId(), tenantId, ...fields, position, createdAt: now, updatedAt: now, revision: 1n };
}

export function changedHost(host: Host, change: Partial<HostFields & Pick<Host, 'position'>>, now: Date): Host {
  return { ...host, ...change, updatedAt: now, revision: host.revision + 1n };
}

/** The named ones first, in the order they are named; the others behind them, as they stood. */
export function reordered(hosts: readonly Host[], named: readonly HostId[], now: Date): readonly Host[] {
  const place = new Map(named.map((id, n) => [id, n]));
  const rank = (host: Host): number => place.get(host.id) ?? named.length + host.position;
  const order = [...hosts].sort((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1));
  return order.map((host, position) => (host.position === position ? host : changedHost(host, { position }, now)));
}
