import { type Id, parseId, type TenantId } from '@vortex/kit';
import type { Author, ContentId, VersionId } from '../configurations/version';
import type { ServerId } from '../servers/server';
import { serversByStage, type Stages } from './stage';
import type { Shaken } from './handshakes';
import type { FailureCause } from './verdict';

export type RolloutId = Id<'rollout'>;

export const rolloutId = (text: string, path = 'id'): RolloutId => parseId<'rollout'>(text, path);

export const rolloutStates = ['running', 'paused', 'rolling_back', 'completed', 'rolled_back', 'aborted'] as const;
export type RolloutState = (typeof rolloutStates)[number];

/** Of those that are not over. */
const liveStates: readonly RolloutState[] = ['running', 'paused', 'rolling_back'];

export type RolloutCause = 'operator' | 'metrics_missing' | FailureCause;

export type RolloutServerState = 'waiting' | 'applying' | 'healthy' | 'failing' | 'silent' | 'rolled_back';

/** A content on its way to servers. */
export interface Rollout {
  readonly id: RolloutId;
  readonly tenantId: TenantId;
  readonly versionId: VersionId;
  readonly contentId: ContentId;
  readonly hash: string;
  readonly state: RolloutState;
  /** What it is once it has taken back what it brought. */
  readonly endsAs: 'rolled_back' | 'aborted' | '';
  readonly revision: bigint;
  readonly cause: RolloutCause | '';
  readonly causeServerId: ServerId | null;
  readonly reason: string;
  readonly author: Author;
  readonly stage: number;
  readonly stagesPercent: Stages;
  readonly windowSeconds: number;
  /** Since when all servers that have it are well. */
  readonly wellSince: Date | null;
  /** When it began, or somebody last had it go on. */
  readonly resumedAt: Date;
  readonly stageStartedAt: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface RolloutServer {
  readonly rolloutId: RolloutId;
  readonly serverId: ServerId;
  readonly position: number;
  readonly stage: number;
  readonly live: boolean;
  readonly state: RolloutServerState;
  readonly cause: RolloutCause | '';
  readonly versionId: VersionId | null;
  readonly previousVersionId: VersionId | null;
  readonly givenAt: Date | null;
  readonly appliedAt: Date | null;
  readonly failingSince: Date | null;
  /** Of what its engine should serve with the version, and of what it should have served before. */
  readonly configHash: string;
  readonly configHashBefore: string;
  /** What its engine had counted when it was given the version. */
  readonly acceptedBefore: bigint;
  readonly refusedBefore: bigint;
  /** How many it had let in a second. */
  readonly acceptedRateBefore: number;
  /** With its inbounds when it was given the version. */
  readonly handshakesBefore: readonly Shaken[] | null;
}

/** A rollout with its servers in their order. */
export interface WholeRollout extends Rollout {
  readonly servers: readonly RolloutServer[];
}

/** What an operator asks for. */
export interface RolloutPlan {
  readonly versionId: VersionId;
  readonly serverIds: readonly ServerId[];
  readonly stages: Stages;
  readonly windowSeconds: number;
  readonly reason: string;
}

export interface RolloutFilter {
  /** Any of these; of all, when there are none. */
  readonly states: readonly RolloutState[];
  readonly serverId: string | undefined;
  /** Part of the reason; empty narrows nothing. */
  readonly search: string;
}

export function isOver({ state }: Pick<Rollout, 'state'>): boolean {
  return !liveStates.includes(state);
}

export function stagesOf({ stagesPercent, servers }: WholeRollout) {
  const counts = serversByStage(servers.length, stagesPercent);
  return stagesPercent.map((percent, at) => ({ percent, servers: counts[at] ?? 0 }));
}
