import {
  ConfigurationsServiceService,
  CreateInboundRequest,
  CreateServerRequest,
  HealthServiceService,
  InboundsServiceService,
  LiveServiceService,
  NodesServiceService,
  RolloutsServiceService,
  ServersServiceService,
  StandingServiceService,
  UsageServiceService,
} from '@vortex/contracts/nodes';
import { newId } from '@vortex/kit';
import { type HarnessOptions, startService } from '@vortex/testing';
import { nodes } from '../src';

/** One client for all contracts of the service. */
export const contract = {
  ...ServersServiceService,
  ...InboundsServiceService,
  ...UsageServiceService,
  ...NodesServiceService,
  ...LiveServiceService,
  ...HealthServiceService,
  ...ConfigurationsServiceService,
  ...RolloutsServiceService,
  ...StandingServiceService,
};

type Given<T> = { readonly [K in keyof T]?: T[K] };

/** Nodes, somebody of the operator's who may do everything there, and a reseller who may only read. */
export async function startNodes(options: HarnessOptions<typeof contract> = {}) {
  const harness = await startService(nodes, { contract, ...options });
  const operatorTenant = newId();
  const operator = { tenantId: operatorTenant, accountId: newId(), permissions: ['nodes.*'], operator: true };
  const reseller = { tenantId: newId(), permissions: ['nodes.server.read', 'nodes.inbound.read', 'nodes.usage.read'] };
  /** May do in its own tenant what the operator may do in its. */
  const stranger = { tenantId: newId(), permissions: ['nodes.*'] };
  const rpc = harness.rpc.as(operator);
  return {
    ...harness,
    tenants: { operator: operatorTenant, reseller: reseller.tenantId, stranger: stranger.tenantId },
    operator: rpc,
    reader: harness.rpc.as({ tenantId: operatorTenant, permissions: ['nodes.server.read', 'nodes.inbound.read'] }),
    reseller: harness.rpc.as(reseller),
    stranger: harness.rpc.as(stranger),
    given: {
      server: (server: Given<CreateServerRequest> = {}) => rpc.createServer(aServer(server)),
      inbound: (serverId: string, inbound: Given<CreateInboundRequest> = {}) =>
        rpc.createInbound(anInbound({ serverId, ...inbound })),
    },
  };
}

export function aServer(given: Given<CreateServerRequest> = {}): CreateServerRequest {
  return CreateServerRequest.fromPartial({ name: `server ${newId()}`, ...given });
}

/** A SOCKS inbound: the one that needs no settings. */
export function anInbound(given: Given<CreateInboundRequest> = {}): CreateInboundRequest {
  const socks = { tag: `in-${newId()}`, protocol: 'INBOUND_PROTOCOL_SOCKS', port: 1080 };
  return CreateInboundRequest.fromPartial({ ...socks, ...given } as object);
}

/** The violations of a refusal, by path. */
export async function refusedPaths(attempt: Promise<unknown>): Promise<Record<string, string>> {
  const failure: unknown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  const { violations = [] } = (failure ?? {}) as { violations?: readonly { path: string; code: string }[] };
  return Object.fromEntries(violations.map(({ path, code }) => [path, code]));
}
