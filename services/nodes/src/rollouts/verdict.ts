import { breaksHandshakes, type Shaken } from './handshakes';

/** What is known of a server that was given a version. */
export interface Sample {
  readonly givenAt: Date;
  /** When its engine was first seen to serve it. */
  readonly appliedAt: Date | undefined;
  /** Whether its engine serves what it should now. */
  readonly isApplied: boolean;
  /** Whether its engine has refused it. */
  readonly isRefused: boolean;
  /** When its agent last told of itself. */
  readonly seenAt: Date | undefined;
  readonly engineHealthy: boolean;
  /** Sessions since the version came, and in the life of its engine before. */
  readonly since: Connections;
  readonly before: Connections;
  /** How many were let in a second before. */
  readonly acceptedPerSecondBefore: number;
  /** With its inbounds, since its engine was seen to serve the version; and those from before, where they were noted. */
  readonly handshakes: readonly Shaken[];
  readonly handshakesBefore: readonly Shaken[] | undefined;
}

export interface Connections {
  readonly accepted: number;
  readonly refused: number;
}

export type FailureCause = 'configuration_refused' | 'engine_unhealthy' | 'connections_failing';

export type Verdict =
  | { readonly state: 'applying' | 'healthy' }
  /** `final`: it will not pass by itself. */
  | { readonly state: 'silent'; readonly final: boolean }
  | { readonly state: 'failing'; readonly cause: FailureCause; readonly final: boolean };

/** An agent tells of itself every ten seconds. Once unheard, nobody knows how it is; three times unheard, it is gone. */
export const unheardMs = 15_000;
export const silentMs = 35_000;
/** Fewer attempts say nothing about a share. */
const fewestAttempts = 20;
/** How much smaller the share of connections that succeed may become: strangers knock at every port, now more, now less. */
const mostLoss = 0.2;
/** What is expected where nothing is known from before. */
const usualShare = 0.7;
/** Where so many should have come and hardly any has, it is not the time of day. */
const fewestExpected = 30;
const hardlyAny = 0.1;

/** @param patientSince nothing that was silent before this counts: somebody has had the rollout go on */
export function verdictOf(sample: Sample, now: Date, patientSince: Date): Verdict {
  const { isRefused, isApplied, appliedAt, seenAt, engineHealthy, since, before } = sample;
  if (isRefused) return { state: 'failing', cause: 'configuration_refused', final: true };
  const heardAt = Math.max(seenAt?.getTime() ?? 0, sample.givenAt.getTime(), patientSince.getTime());
  const unheard = now.getTime() - heardAt;
  if (unheard > unheardMs) return { state: 'silent', final: unheard > silentMs };
  if (isApplied && breaksHandshakes(sample.handshakes, sample.handshakesBefore))
    return { state: 'failing', cause: 'connections_failing', final: false };
  // What was told before it was applied says nothing about it.
  if (!isApplied || !appliedAt || !seenAt || seenAt <= appliedAt) return { state: 'applying' };
  if (!engineHealthy) return { state: 'failing', cause: 'engine_unhealthy', final: false };
  const expected = (sample.acceptedPerSecondBefore * (seenAt.getTime() - appliedAt.getTime())) / 1_000;
  if (loses(since, before) || staysAway(since, expected))
    return { state: 'failing', cause: 'connections_failing', final: false };
  return { state: 'healthy' };
}

function loses(since: Connections, before: Connections): boolean {
  if (attempts(since) < fewestAttempts) return false;
  const expected = attempts(before) < fewestAttempts ? usualShare : share(before);
  return share(since) < expected - mostLoss;
}

/** A version that nobody can connect to refuses nobody either: its handshakes fail before anybody is known. */
function staysAway({ accepted }: Connections, expected: number): boolean {
  return expected >= fewestExpected && accepted < expected * hardlyAny;
}

function attempts({ accepted, refused }: Connections): number {
  return accepted + refused;
}

function share(connections: Connections): number {
  return connections.accepted / attempts(connections);
}
