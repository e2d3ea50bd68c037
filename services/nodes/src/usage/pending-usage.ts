/** A report that is not in the books yet. */
export interface PendingReport {
  readonly id: bigint;
  readonly epoch: bigint;
  readonly flowedAt: Date;
}

/** What is told of within it is dated to its end: no more than an engine itself puts into a few reports. */
const togetherMs = 5_000;
const hourMs = 3_600_000;

/** The first of these reports, and those right behind it that go into the books as one with it: of its epoch and its hour. */
export function together(reports: readonly PendingReport[]): readonly PendingReport[] {
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
export function lastOf(reports: readonly PendingReport[]): Date {
  return new Date(Math.max(...reports.map(({ flowedAt }) => flowedAt.getTime())));
}

function hourOf(moment: Date): number {
  return Math.floor(moment.getTime() / hourMs);
}
