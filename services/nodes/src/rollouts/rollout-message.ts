import type {
  Rollout as RolloutMessage,
  RolloutServerState as ServerStateMessage,
  RolloutState as StateMessage,
} from '@vortex/contracts/nodes';
import { authorMessage } from '../configurations/version-message';
import { type Rollout, type RolloutState, rolloutStates, stagesOf, type WholeRollout } from './rollout';

export function toMessage(rollout: WholeRollout): RolloutMessage {
  const { id, tenantId, versionId, hash, state, revision, cause, causeServerId, reason, author, stage } = rollout;
  return {
    ...{ id, tenantId, versionId, hash, revision, cause, reason, stage, windowSeconds: rollout.windowSeconds },
    state: stateMessage(state),
    causeServerId: causeServerId ?? '',
    author: authorMessage(author),
    stages: stagesOf(rollout),
    createdAt: rollout.createdAt,
    stageStartedAt: rollout.stageStartedAt ?? undefined,
    finishedAt: rollout.finishedAt ?? undefined,
    servers: rollout.servers.map((server) => ({
      ...{ serverId: server.serverId, stage: server.stage, cause: server.cause },
      state: `ROLLOUT_SERVER_STATE_${server.state.toUpperCase()}` as ServerStateMessage,
      versionId: server.versionId ?? '',
      previousVersionId: server.previousVersionId ?? '',
    })),
  };
}

/** A rollout as other services are told of it. */
export function rolloutChanged({ id, tenantId, revision, state, cause, causeServerId, stage }: Rollout) {
  const causedBy = { cause, causeServerId: causeServerId ?? '' };
  return { rolloutId: id, tenantId, revision, state: stateMessage(state), ...causedBy, stage };
}

/** Undefined for one that is not specified, or that only a newer release knows. */
export function stateFrom(message: StateMessage): RolloutState | undefined {
  return rolloutStates.find((state) => stateMessage(state) === message);
}

function stateMessage(state: RolloutState): StateMessage {
  return `ROLLOUT_STATE_${state.toUpperCase()}` as StateMessage;
}
