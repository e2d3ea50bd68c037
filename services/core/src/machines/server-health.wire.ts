import type { InboundHealth as WireInbound, ServerHealth as WireHealth } from '@vortex/contracts/nodes';
import type {
  HandshakeFailure,
  InboundHealth,
  ServerHealth,
  ServerHealthReasonCode,
  ServerHealthState,
} from '../generated/schema';
import { required } from '../graphql/required';

/** Its words are those of GraphQL, but for their prefix, or in lower case. */
export function toServerHealth({ state, score, since, checkedAt, reasons, inbounds }: WireHealth): ServerHealth {
  return {
    state: healthStateFrom(state),
    score,
    since: required(since, 'ServerHealth.since'),
    checkedAt: required(checkedAt, 'ServerHealth.checked_at'),
    reasons: reasons.map(({ code, inboundId }) => ({
      code: code.toUpperCase() as ServerHealthReasonCode,
      inboundId: inboundId || null,
    })),
    inbounds: inbounds.map(toInboundHealth),
  };
}

function healthStateFrom(state: WireHealth['state']): ServerHealthState {
  return state.replace('SERVER_HEALTH_STATE_', '') as ServerHealthState;
}

function toInboundHealth({ inboundId, reachable, latencyMs, checkedAt, failure }: WireInbound): InboundHealth {
  return {
    inboundId,
    reachable,
    latencyMs: reachable ? latencyMs : null,
    checkedAt: required(checkedAt, 'InboundHealth.checked_at'),
    failure: failure ? (failure.toUpperCase() as HandshakeFailure) : null,
  };
}
