/** Of one processor, by what it did. */
export interface Processor {
  readonly times: Readonly<Record<'user' | 'nice' | 'sys' | 'idle' | 'irq', number>>;
}

/** Of all processors together, since the machine started. */
export interface ProcessorTimes {
  readonly busyMs: number;
  readonly totalMs: number;
}

export function totalTimes(processors: readonly Processor[]): ProcessorTimes {
  let busyMs = 0;
  let totalMs = 0;
  for (const { times } of processors) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    totalMs += all;
    busyMs += all - times.idle;
  }
  return { busyMs, totalMs };
}

/** In thousandths of all processors. 0 where no time has passed. */
export function usedMilli(before: ProcessorTimes, after: ProcessorTimes): number {
  const totalMs = after.totalMs - before.totalMs;
  if (totalMs <= 0) return 0;
  return Math.round(Math.min(Math.max((after.busyMs - before.busyMs) / totalMs, 0), 1) * 1_000);
}
