import type { Host } from '../hosts/host';
import type { ProjectedInbound } from '../inbounds/projected-inbound';
import type { ProjectedServer } from '../servers/projected-server';
import type { InboundView } from './inbound-view';
import { inBestOrder, type ListReader, type ServerCondition } from './place-order';

export type ListedServer = Pick<ProjectedServer, 'id' | 'name' | 'state' | 'country' | 'city' | 'addresses'> &
  ServerCondition & {
    readonly latitude?: number | null | undefined;
    readonly longitude?: number | null | undefined;
    /** It has carried what it may this month. */
    readonly exhausted?: boolean | undefined;
    /** Others of its fail-over group serve that are better. */
    readonly spare?: boolean | undefined;
  };

/** An inbound with what clients need of it. Without a view it cannot be listed yet. */
export interface ListedInbound extends ProjectedInbound {
  readonly view: InboundView;
}

/** All that one tenant's lists are made of, as of one moment. */
export interface Catalogue {
  readonly servers: ReadonlyMap<string, ListedServer>;
  readonly inbounds: ReadonlyMap<string, ListedInbound>;
  /** Enabled ones, in their order. */
  readonly hosts: readonly ShownHost[];
  /** Inbounds whose hosts are all disabled. */
  readonly hidden: ReadonlySet<string>;
  /** By group, its inbounds. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** What a host says of an entry. */
export type ShownHost = Omit<Host, 'tenantId' | 'createdAt' | 'updatedAt' | 'revision' | 'enabled' | 'tags'>;

/** A place in a list: a host, and what it leads to. */
export interface Place {
  readonly host: ShownHost;
  readonly inbound: ListedInbound;
  readonly server: ListedServer;
}

/** Carries users, and takes new ones. */
const fit = 'ACTIVE';
/** Keeps those it has: better than nothing, and worse than anything else. */
const draining = 'DRAINING';

/** Nobody could reach it when it was last tried, or what runs there is broken. */
const unfit = 'UNHEALTHY';

/**
 * The places that users of these groups are shown, best first: a server that takes nobody, serves nobody, may carry no more
 * this month or is a spare is absent. Where every other one is gone, spares are shown, then those that do not do well rather
 * than an empty list, then those that are to be spared or emptied. The order stays while nothing changes.
 */
export function placesFor(catalogue: Catalogue, groupIds: readonly string[], reader: ListReader): readonly Place[] {
  const allowed = new Set(groupIds.flatMap((id) => catalogue.groups.get(id) ?? []));
  const places = [...allowed].flatMap((id) => placesOf(catalogue, id));
  const active = places.filter(({ server }) => server.state === fit);
  const open = active.filter(({ server }) => !server.exhausted);
  const well = open.filter(({ server }) => server.health !== unfit);
  const first = well.filter(({ server }) => !server.spare);
  const emptied = places.filter(({ server }) => server.state === draining);
  return inBestOrder([first, well, open, active, emptied].find((some) => some.length > 0) ?? [], reader);
}

function placesOf({ inbounds, servers, hosts, hidden }: Catalogue, inboundId: string): readonly Place[] {
  const inbound = inbounds.get(inboundId);
  const server = inbound && servers.get(inbound.serverId);
  if (!inbound?.enabled || !server) return [];
  const own = hosts.filter((host) => host.inboundId === inboundId);
  if (own.length > 0) return own.map((host) => ({ host, inbound, server }));
  // Of one whose hosts are all switched off nothing is to be shown.
  if (hidden.has(inboundId) || server.addresses.length === 0) return [];
  return [{ host: plainHost(inbound, server), inbound, server }];
}

/** An inbound nobody has made a host of is shown as its server has it, behind those that somebody has put in order. */
function plainHost({ id }: ListedInbound, { addresses }: ListedServer): ShownHost {
  return {
    id: id as Host['id'],
    inboundId: id,
    remark: '{flag} {server} {protocol}',
    addresses,
    port: null,
    sni: null,
    hostHeader: null,
    path: null,
    alpn: [],
    fingerprint: null,
    security: null,
    weight: 1,
    position: Number.MAX_SAFE_INTEGER,
  };
}
