import { cpus, freemem, loadavg, release, totalmem } from 'node:os';

/** What a figure was measured on: without it a figure says nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run during the last minute: above the number of cores, figures are too low. */
  readonly load: number;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

export function describe(machine: Machine): string {
  const gibibytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  return [
    `${machine.cpu}, ${machine.cores} cores`,
    `${gibibytes(machine.memoryBytes)} GiB memory (${gibibytes(machine.freeMemoryBytes)} free)`,
    `${machine.system}, Node ${machine.node}, load ${machine.load.toFixed(2)}`,
  ].join('; ');
}
