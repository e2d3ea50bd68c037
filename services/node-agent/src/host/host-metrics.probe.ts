import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, loadavg, totalmem } from 'node:os';
import { type Processor, totalTimes, usedMilli } from './processor-use';

/** How the machine is. What is a rate is one since it was last asked. */
export class HostProbe {
  private times = totalTimes(cpus());

  constructor(private readonly folder: string) {}

  async metrics() {
    const disk = await statfs(this.folder);
    return {
      loadOneMinute: loadavg()[0] ?? 0,
      processors: availableParallelism(),
      processorsUsedMilli: this.used(cpus()),
      memoryBytes: BigInt(totalmem()),
      memoryFreeBytes: BigInt(freemem()),
      diskBytes: BigInt(disk.blocks) * BigInt(disk.bsize),
      diskFreeBytes: BigInt(disk.bavail) * BigInt(disk.bsize),
    };
  }

  private used(processors: readonly Processor[]): number {
    const before = this.times;
    this.times = totalTimes(processors);
    return usedMilli(before, this.times);
  }
}
