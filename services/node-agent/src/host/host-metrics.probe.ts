import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';

/** How the machine is. */
export async function hostMetrics(folder: string) {
  const disk = await statfs(folder);
  return {
    loadOneMinute: loadavg()[0] ?? 0,
    processors: availableParallelism(),
    memoryBytes: BigInt(totalmem()),
    memoryFreeBytes: BigInt(freemem()),
    diskBytes: BigInt(disk.blocks) * BigInt(disk.bsize),
    diskFreeBytes: BigInt(disk.bavail) * BigInt(disk.bsize),
  };
}
