import type {
  CreateServerRequest,
  Server as WireServer,
  ServerFilter as WireFilter,
  UpdateServerRequest,
} from '@vortex/contracts/nodes';
import type {
  CreateServerInput,
  RegionInput,
  Server,
  ServerCapacityInput,
  ServerFilter,
  UpdateServerInput,
} from '../generated/schema';
import { required } from '../graphql/required';
import { toFailover, toQuota, wireFailover, wireQuota } from './server-standing.wire';
import { stateFrom, wireState } from './server.words';

/** A server as GraphQL shows it, but for what is loaded. */
export type ServerRow = Omit<Server, 'inbounds' | 'latencies' | 'quotaUsage'>;

export function toServer(wire: WireServer): ServerRow {
  const { region, capacity, createdAt, updatedAt, state, revision, trafficQuota, failover, ...rest } = wire;
  const { country, city, latitude, longitude } = required(region, 'Server.region');
  const { users, megabitsPerSecond } = required(capacity, 'Server.capacity');
  return {
    ...rest,
    state: stateFrom(state),
    region: { country: country || null, city: city || null, latitude: latitude ?? null, longitude: longitude ?? null },
    capacity: { users: users || null, megabitsPerSecond: megabitsPerSecond || null },
    // A release before has neither.
    trafficQuota: trafficQuota ? toQuota(trafficQuota) : null,
    failover: failover ? toFailover(failover) : null,
    revision: Number(revision),
    createdAt: required(createdAt, 'Server.created_at'),
    updatedAt: required(updatedAt, 'Server.updated_at'),
  };
}

export function createRequest(input: CreateServerInput): CreateServerRequest {
  const { name, state, region, tags, addresses, capacity, coefficientMilli, shared, note } = input;
  const { trafficQuota, failover } = input;
  return {
    name,
    region: region ? wireRegion(region) : undefined,
    tags: [...(tags ?? [])],
    addresses: [...(addresses ?? [])],
    capacity: capacity ? wireCapacity(capacity) : undefined,
    coefficientMilli: coefficientMilli ?? undefined,
    state: state ? wireState(state) : 'SERVER_STATE_UNSPECIFIED',
    shared: shared ?? false,
    note: note ?? '',
    trafficQuota: trafficQuota ? wireQuota(trafficQuota) : undefined,
    failover: failover ? wireFailover(failover) : undefined,
  };
}

export function updateRequest(id: string, input: UpdateServerInput): UpdateServerRequest {
  const { name, state, region, tags, addresses, capacity, coefficientMilli, shared, note, expectedRevision } = input;
  const { trafficQuota, failover } = input;
  return {
    id,
    expectedRevision: typeof expectedRevision === 'number' ? BigInt(expectedRevision) : undefined,
    name: name ?? undefined,
    region: region ? wireRegion(region) : undefined,
    tags: tags ? { values: [...tags] } : undefined,
    addresses: addresses ? { values: [...addresses] } : undefined,
    capacity: capacity ? wireCapacity(capacity) : undefined,
    coefficientMilli: coefficientMilli ?? undefined,
    state: state ? wireState(state) : undefined,
    shared: shared ?? undefined,
    note: note ?? undefined,
    trafficQuota: trafficQuota ? wireQuota(trafficQuota) : undefined,
    failover: failover ? wireFailover(failover) : undefined,
  };
}

export function wireFilter(filter: ServerFilter | null | undefined): WireFilter {
  const { states, countries, tags, shared, search } = filter ?? {};
  return {
    states: (states ?? []).map(wireState),
    countries: [...(countries ?? [])],
    tags: [...(tags ?? [])],
    shared: shared ?? undefined,
    search: search ?? '',
  };
}

function wireRegion({ country, city, latitude, longitude }: RegionInput) {
  return {
    country: country ?? '',
    city: city ?? '',
    latitude: latitude ?? undefined,
    longitude: longitude ?? undefined,
  };
}

function wireCapacity({ users, megabitsPerSecond }: ServerCapacityInput) {
  return { users: users ?? 0, megabitsPerSecond: megabitsPerSecond ?? 0 };
}
