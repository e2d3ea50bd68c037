import type { InboundHealth, ServerHealth, ServerHealthChanged, ServerHealthState } from '@vortex/contracts/nodes';
import type { Health, HealthReason, HealthState } from './health';
import type { HandshakeRow, HealthRow } from './health-record';

/** The health of a server as callers see it. */
export function healthMessage(row: HealthRow, handshakes: readonly HandshakeRow[]): ServerHealth {
  const { serverId, state, score, since, checkedAt, reasons } = row;
  return {
    ...{ serverId, score, since, reasons: [...reasons] },
    state: stateMessage(state),
    checkedAt: checkedAt ?? since,
    inbounds: handshakes.map(inboundMessage),
  };
}

function inboundMessage({ inboundId, failure, latencyMs, checkedAt }: HandshakeRow): InboundHealth {
  const reachable = failure === '';
  return { inboundId, failure, checkedAt, reachable, latencyMs: reachable ? latencyMs : 0 };
}

/** The same as other services are told of it. */
export function healthChanged(
  server: { readonly id: string; readonly tenantId: string },
  health: Pick<Health, 'state' | 'score' | 'since'> & { readonly revision: bigint; readonly loadMilli: number },
  reasons: readonly HealthReason[],
): ServerHealthChanged {
  const { state, score, since, revision, loadMilli } = health;
  return {
    ...{ serverId: server.id, tenantId: server.tenantId, revision, score, since, loadMilli },
    state: stateMessage(state),
    reasons: [...reasons],
  };
}

function stateMessage(state: HealthState): ServerHealthState {
  return `SERVER_HEALTH_STATE_${state.toUpperCase()}` as ServerHealthState;
}
