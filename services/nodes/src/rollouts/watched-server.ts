import type { Shaken } from './handshakes';
import type { Judged } from './judgement';
import type { RolloutServer } from './rollout';
import { type Sample, type Verdict, verdictOf } from './verdict';

/** A server of a rollout, and what its agent has told. */
export interface WatchedServer extends RolloutServer {
  readonly seenAt: Date | null;
  /** Of what its engine serves, and of what it should. */
  readonly appliedHash: string;
  readonly wantedHash: string;
  readonly problem: string;
  readonly report: EngineReport;
  /** The last one with each of its inbounds. */
  readonly handshakes: readonly (Shaken & { readonly checkedAt: string })[];
}

/** Of what an agent reports, what a rollout is judged by. */
interface EngineReport {
  readonly engineHealthy?: boolean;
  readonly engineStartedAt?: string;
  readonly sessionsAccepted?: number;
  readonly sessionsRefused?: number;
}

/** A server of a rollout as it is judged now, and its row with what has come of that. */
export interface Seen {
  readonly judged: Judged;
  readonly row: RolloutServer;
}

export function seen(server: WatchedServer, now: Date, patientSince: Date): Seen {
  const { serverId, stage, givenAt } = server;
  if (!givenAt) return { row: server, judged: { serverId, stage, verdict: undefined, failingSince: undefined } };
  const appliedAt = server.appliedAt ?? (isApplied(server) ? now : undefined);
  const verdict = verdictOf(sampleOf(server, givenAt, appliedAt), now, patientSince);
  const failingSince = verdict.state === 'failing' ? (server.failingSince ?? now) : undefined;
  return {
    judged: { serverId, stage, verdict, failingSince },
    row: {
      ...server,
      ...{ appliedAt: appliedAt ?? null, failingSince: failingSince ?? null },
      ...{ state: verdict.state, cause: causeOf(verdict) },
    },
  };
}

/** Whether anything of it is to be stored. */
export function differs(row: RolloutServer, from: RolloutServer): boolean {
  const { appliedAt, failingSince, state, cause } = row;
  const isSame =
    appliedAt?.getTime() === from.appliedAt?.getTime() && failingSince?.getTime() === from.failingSince?.getTime();
  return !isSame || state !== from.state || cause !== from.cause;
}

function sampleOf(server: WatchedServer, givenAt: Date, appliedAt: Date | undefined): Sample {
  const { report, acceptedBefore, refusedBefore } = server;
  const before = { accepted: Number(acceptedBefore), refused: Number(refusedBefore) };
  return {
    ...{ givenAt, appliedAt, before, isApplied: isApplied(server), isRefused: isRefused(server) },
    seenAt: server.seenAt ?? undefined,
    engineHealthy: report.engineHealthy !== false,
    acceptedPerSecondBefore: server.acceptedRateBefore,
    handshakes: server.handshakes.filter(({ checkedAt }) => appliedAt && new Date(checkedAt) > appliedAt),
    handshakesBefore: server.handshakesBefore ?? undefined,
    since: {
      accepted: grownBy(report.sessionsAccepted ?? 0, before.accepted),
      refused: grownBy(report.sessionsRefused ?? 0, before.refused),
    },
  };
}

/** Another process counts from nothing. */
function grownBy(now: number, before: number): number {
  return now < before ? now : now - before;
}

/** Whether the agent's replica has seen what the rollout wants of it: another hash than before, or the same where the engine is told nothing new. */
function isWanted({ wantedHash, configHash, configHashBefore }: WatchedServer): boolean {
  return wantedHash !== '' && (wantedHash === configHash || wantedHash !== configHashBefore);
}

function isApplied(server: WatchedServer): boolean {
  return isWanted(server) && server.appliedHash === server.wantedHash;
}

function isRefused(server: WatchedServer): boolean {
  return isWanted(server) && server.problem !== '' && server.appliedHash !== server.wantedHash;
}

function causeOf(verdict: Verdict): RolloutServer['cause'] {
  if (verdict.state === 'failing') return verdict.cause;
  return verdict.state === 'silent' ? 'metrics_missing' : '';
}
