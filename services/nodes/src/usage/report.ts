import type { UsageCounter } from '@vortex/contracts/tunnel';

/** Counters of a server, as they stood at a moment. */
export interface Report {
  readonly epoch: bigint;
  readonly flowedAt: Date;
  /** They stood so behind all that its stream had brought before. */
  readonly isLatest: boolean;
  readonly counters: readonly UsageCounter[];
  /** Of the same users, what leases are held against. */
  readonly charges: readonly Charge[];
}

export interface Charge {
  readonly userId: string;
  readonly chargedBytes: bigint;
}

/** A report that is on record and not in the books yet. */
export interface WaitingReport extends Omit<Report, 'counters' | 'charges'> {
  readonly id: bigint;
}

/** What is told of within it is dated to its end. An agent that has to wait puts together more. */
const togetherMs = 15_000;
const hourMs = 3_600_000;

/** The first of these reports, and those right behind it that go into the books as one with it: of its epoch and its hour. */
export function together(reports: readonly WaitingReport[]): readonly WaitingReport[] {
  const [first] = reports;
  if (!first) return [];
  const end = reports.findIndex(
    ({ epoch, flowedAt }) =>
      epoch !== first.epoch ||
      hourOf(flowedAt) !== hourOf(first.flowedAt) ||
      Math.abs(flowedAt.getTime() - first.flowedAt.getTime()) > togetherMs,
  );
  return end < 0 ? reports : reports.slice(0, end);
}

/** When what these reports brought flowed. */
export function lastOf(reports: readonly WaitingReport[]): Date {
  return new Date(Math.max(...reports.map(({ flowedAt }) => flowedAt.getTime())));
}

function hourOf(moment: Date): number {
  return Math.floor(moment.getTime() / hourMs);
}
