import type {
  CreateInboundRequest,
  Inbound as WireInbound,
  InboundFilter as WireFilter,
  Sniffing as WireSniffing,
  UpdateInboundRequest,
} from '@vortex/contracts/nodes';
import type {
  CreateInboundInput,
  Inbound,
  InboundFilter,
  Sniffing,
  SniffingInput,
  SniffedProtocol,
  UpdateInboundInput,
} from '../generated/schema';
import { required } from '../graphql/required';
import { networkFrom, protocolFrom, securityFrom, wireNetwork, wireProtocol, wireSecurity } from './inbound.words';

/** An inbound as GraphQL shows it, but for what is loaded. */
export type InboundRow = Omit<Inbound, 'server' | 'groups'>;

export function toInbound(wire: WireInbound): InboundRow {
  const { protocol, network, security, settingsJson, sniffing, revision, createdAt, updatedAt, instance, ...rest } =
    wire;
  return {
    ...rest,
    protocol: protocolFrom(protocol),
    network: networkFrom(network),
    security: securityFrom(security),
    settings: JSON.parse(settingsJson) as unknown,
    sniffing: toSniffing(required(sniffing, 'Inbound.sniffing')),
    instance: instance ?? null,
    revision: Number(revision),
    createdAt: required(createdAt, 'Inbound.created_at'),
    updatedAt: required(updatedAt, 'Inbound.updated_at'),
  };
}

export function createRequest(input: CreateInboundInput): CreateInboundRequest {
  const { serverId, tag, protocol, listen, port, lastPort, network, security, settings, sniffing } = input;
  return {
    ...{ serverId, tag, port },
    protocol: wireProtocol(protocol),
    listen: listen ?? '',
    lastPort: lastPort ?? 0,
    network: wireNetwork(network ?? 'RAW'),
    security: wireSecurity(security ?? 'NONE'),
    settingsJson: JSON.stringify(settings ?? {}),
    sniffing: sniffing ? wireSniffing(sniffing) : undefined,
    enabled: input.enabled ?? undefined,
    shared: input.shared ?? false,
    instance: input.instance ?? undefined,
    reason: input.reason ?? undefined,
  };
}

export function updateRequest(id: string, input: UpdateInboundInput): UpdateInboundRequest {
  const { tag, listen, port, lastPort, network, security, settings, sniffing, expectedRevision } = input;
  return {
    id,
    expectedRevision: typeof expectedRevision === 'number' ? BigInt(expectedRevision) : undefined,
    tag: tag ?? undefined,
    listen: listen ?? undefined,
    port: port ?? undefined,
    lastPort: lastPort ?? undefined,
    network: network ? wireNetwork(network) : undefined,
    security: security ? wireSecurity(security) : undefined,
    settingsJson: settings === undefined || settings === null ? undefined : JSON.stringify(settings),
    sniffing: sniffing ? wireSniffing(sniffing) : undefined,
    enabled: input.enabled ?? undefined,
    shared: input.shared ?? undefined,
    instance: input.instance ?? undefined,
    reason: input.reason ?? undefined,
  };
}

export function wireFilter(filter: InboundFilter | null | undefined): WireFilter {
  const { serverIds, protocols, networks, securities, enabled, shared, search } = filter ?? {};
  return {
    serverIds: [...(serverIds ?? [])],
    protocols: (protocols ?? []).map(wireProtocol),
    networks: (networks ?? []).map(wireNetwork),
    securities: (securities ?? []).map(wireSecurity),
    enabled: enabled ?? undefined,
    shared: shared ?? undefined,
    search: search ?? '',
  };
}

export function toSniffing({ enabled, destinationOverrides, routeOnly }: WireSniffing): Sniffing {
  const words = destinationOverrides.map((word) => word.toUpperCase() as SniffedProtocol);
  return { enabled, destinationOverrides: words, routeOnly };
}

export function wireSniffing({ enabled, destinationOverrides, routeOnly }: SniffingInput): WireSniffing {
  const words = (destinationOverrides ?? []).map((word) => word.toLowerCase());
  return { enabled, destinationOverrides: words, routeOnly: routeOnly ?? false };
}
