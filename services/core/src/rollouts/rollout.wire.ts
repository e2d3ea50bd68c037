import type {
  Rollout as WireRollout,
  RolloutServer as WireServer,
  RolloutServerState as WireServerState,
  RolloutState as WireState,
} from '@vortex/contracts/nodes';
import { type AuthorRow, toAuthor } from '../configurations/configuration.wire';
import type { Rollout, RolloutCause, RolloutServer, RolloutServerState, RolloutState } from '../generated/schema';
import { required } from '../graphql/required';

/** A rollout as GraphQL shows it, but for what is loaded. */
export type RolloutRow = Omit<Rollout, 'version' | 'servers' | 'author'> & {
  readonly servers: readonly RolloutServerRow[];
  readonly author: AuthorRow;
};

export type RolloutServerRow = Omit<RolloutServer, 'server'>;

const prefix = 'ROLLOUT_STATE_';

export function toRollout(wire: WireRollout): RolloutRow {
  const { state, revision, cause, causeServerId, author, createdAt, stageStartedAt, finishedAt, servers } = wire;
  const { id, tenantId, versionId, hash, reason, stage, stages, windowSeconds } = wire;
  return {
    ...{ id, tenantId, versionId, hash, reason, stage, stages, windowSeconds },
    state: stateFrom(state),
    revision: Number(revision),
    cause: causeFrom(cause),
    causeServerId: causeServerId || null,
    author: toAuthor(author),
    createdAt: required(createdAt, 'Rollout.created_at'),
    stageStartedAt: stageStartedAt ?? null,
    finishedAt: finishedAt ?? null,
    servers: servers.map(toServer),
  };
}

function stateFrom(wire: WireState): RolloutState {
  return wire.replace(prefix, '') as RolloutState;
}

export function wireState(state: RolloutState): WireState {
  return `${prefix}${state}` as WireState;
}

export function isOver(state: RolloutState): boolean {
  return state === 'COMPLETED' || state === 'ROLLED_BACK' || state === 'ABORTED';
}

function toServer({ serverId, stage, state, cause, versionId, previousVersionId }: WireServer): RolloutServerRow {
  return {
    ...{ serverId, stage, state: serverStateFrom(state), cause: causeFrom(cause) },
    versionId: versionId || null,
    previousVersionId: previousVersionId || null,
  };
}

function serverStateFrom(wire: WireServerState): RolloutServerState {
  return wire.replace('ROLLOUT_SERVER_STATE_', '') as RolloutServerState;
}

function causeFrom(wire: string): RolloutCause | null {
  return wire === '' ? null : (wire.toUpperCase() as RolloutCause);
}
