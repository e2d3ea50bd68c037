import { type Id, newId, parseId, type TenantId } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import type { InboundKind, InboundNetwork, InboundProtocol, InboundSecurity, Settings } from '../settings/definition';

export type InboundId = Id<'inbound'>;

export const inboundId = (text: string, path = 'id'): InboundId => parseId<'inbound'>(text, path);

export const sniffedProtocols = ['http', 'tls', 'quic', 'fakedns'] as const;

export interface Sniffing {
  readonly enabled: boolean;
  readonly destinationOverrides: readonly (typeof sniffedProtocols)[number][];
  /** Routes by what was found and connects to what was asked for. */
  readonly routeOnly: boolean;
}

/** What a person decides about an inbound. */
export interface InboundProperties extends InboundKind {
  /** Unique on its server. */
  readonly tag: string;
  readonly protocol: InboundProtocol;
  /** An IP address in its shortest form. */
  readonly listen: string;
  readonly port: number;
  /** The same as `port` for one port. */
  readonly lastPort: number;
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  /** As they were accepted, secrets included. */
  readonly settings: Settings;
  readonly sniffing: Sniffing;
  readonly enabled: boolean;
  readonly shared: boolean;
  /** The engine process of its server that serves it. Absent: the main one. */
  readonly instance?: string | undefined;
}

/** What a server listens with. */
export interface Inbound extends InboundProperties {
  readonly id: InboundId;
  /** Its server's. */
  readonly tenantId: TenantId;
  readonly serverId: ServerId;
  /** Grows with every change. */
  readonly revision: bigint;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Everything but what it is and where it stands. */
export type InboundChange = Partial<Omit<InboundProperties, 'protocol'>>;

export function newInbound(
  server: { readonly id: ServerId; readonly tenantId: TenantId },
  properties: InboundProperties,
  now: Date,
): Inbound {
  const { id: serverId, tenantId } = server;
  return { id: newId(), tenantId, serverId, ...properties, revision: 1n, createdAt: now, updatedAt: now };
}

/** The same one when nothing changes. */
export function changed(inbound: Inbound, change: InboundChange, now: Date): Inbound {
  const isNew = ([name, value]: [string, unknown]): boolean => !isEqual(value, inbound[name as keyof InboundChange]);
  if (!Object.entries(change).some(isNew)) return inbound;
  return { ...inbound, ...change, revision: inbound.revision + 1n, updatedAt: now };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** JSON does not order the names of an object, and neither does the database. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
