import type { Server as ServerMessage, ServerChanged, ServerState as StateMessage } from '@vortex/contracts/nodes';
import { quotaMessage } from '../standing/traffic-quota-message';
import type { Server } from './server';
import { type ServerState, serverStates } from './server-state';

/** A server as callers see it. */
export function toMessage(server: Server): ServerMessage {
  const { region, capacity, tags, addresses, state, trafficQuota, failover, ...rest } = server;
  return {
    ...{ ...rest, region, capacity, failover, tags: [...tags], addresses: [...addresses] },
    state: stateMessage(state),
    trafficQuota: quotaMessage(trafficQuota),
  };
}

/** A server as other services are told of it. */
export function serverChanged(server: Server): ServerChanged {
  const { id, tenantId, revision, name, state, shared, region, addresses, coefficientMilli } = server;
  return {
    serverId: id,
    ...{ tenantId, revision, name, shared, coefficientMilli, ...region },
    state: stateMessage(state),
    addresses: [...addresses],
  };
}

const prefix = 'SERVER_STATE_';

function stateMessage(state: ServerState): StateMessage {
  return `${prefix}${state.toUpperCase()}` as StateMessage;
}

/** Undefined for one that is not specified, or that only a newer release knows. */
export function stateFrom(message: StateMessage | undefined): ServerState | undefined {
  return serverStates.find((state) => message === stateMessage(state));
}
