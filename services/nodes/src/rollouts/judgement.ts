import type { FailureCause, Verdict } from './verdict';

/** Something that passes by itself is no reason to go back. One report more than one is. */
export const failingMs = 10_000;

/** A server of a rollout, as it is judged. */
export interface Judged {
  readonly serverId: string;
  readonly stage: number;
  /** Undefined while the version has not been given to it. */
  readonly verdict: Verdict | undefined;
  /** Since when it fails. */
  readonly failingSince: Date | undefined;
}

export interface Stand {
  readonly stage: number;
  readonly windowSeconds: number;
  /** Since when all that have the version are well. */
  readonly wellSince: Date | undefined;
  /** The stage behind this one; undefined when this is the last. */
  readonly nextStage: number | undefined;
}

export type Decision =
  | { readonly do: 'give'; readonly serverId: string }
  | { readonly do: 'roll_back'; readonly cause: FailureCause; readonly serverId: string }
  | { readonly do: 'pause'; readonly cause: 'metrics_missing'; readonly serverId: string }
  | { readonly do: 'advance'; readonly stage: number }
  | { readonly do: 'complete' }
  | { readonly do: 'wait'; readonly wellSince: Date | undefined };

/** What is to be done with a rollout that goes on by itself. */
export function decide(stand: Stand, servers: readonly Judged[], now: Date): Decision {
  const { stage, windowSeconds, wellSince, nextStage } = stand;
  for (const { serverId, verdict, failingSince } of servers) {
    if (verdict?.state !== 'failing') continue;
    const lasts = failingSince !== undefined && now.getTime() - failingSince.getTime() >= failingMs;
    if (verdict.final || lasts) return { do: 'roll_back', cause: verdict.cause, serverId };
  }
  const silent = servers.find(({ verdict }) => verdict?.state === 'silent' && verdict.final);
  if (silent) return { do: 'pause', cause: 'metrics_missing', serverId: silent.serverId };
  const due = servers.filter((server) => server.stage <= stage);
  const waiting = due.find(({ verdict }) => verdict === undefined);
  if (waiting) return { do: 'give', serverId: waiting.serverId };
  if (!due.every(({ verdict }) => verdict?.state === 'healthy')) return { do: 'wait', wellSince: undefined };
  if (!wellSince) return { do: 'wait', wellSince: now };
  if (now.getTime() - wellSince.getTime() < windowSeconds * 1_000) return { do: 'wait', wellSince };
  return nextStage === undefined ? { do: 'complete' } : { do: 'advance', stage: nextStage };
}
