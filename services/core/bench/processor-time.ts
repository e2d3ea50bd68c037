import { cpus } from 'node:os';

/** What this process and the whole machine have spent so far, in milliseconds. */
export interface ProcessorTime {
  readonly ownMs: number;
  readonly machineMs: number;
}

export function processorTime(): ProcessorTime {
  const { user, system } = process.cpuUsage();
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return { ownMs: (user + system) / 1_000, machineMs: busy.reduce((sum, ms) => sum + ms, 0) };
}
