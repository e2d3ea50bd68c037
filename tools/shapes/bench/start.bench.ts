import { rmSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import { ensureBuilt } from '../../dev/build.mjs';
import { processTree, proportionalSetSize } from '../memory.mjs';
import { temporaryFolder } from '../places.mjs';
import { startStandalone } from '../standalone-shape.mjs';

/** The time from starting the process to a ready answer, and what it then weighs. Targets: warm 15 s, 500 MB. */
const rounds = 5;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

async function measure(home: string): Promise<Measured> {
  const running = await startStandalone(home, {}, ['tools/dev/start.mjs']);
  const megabytes = proportionalSetSize(processTree(running.pids()));
  await running.stop();
  return { seconds: running.startMs / 1000, megabytes };
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(1);
}

function row(name: string, results: readonly Measured[]): string {
  const seconds = results.map((result) => result.seconds);
  const memory = median(results.map((result) => result.megabytes));
  return `${name.padEnd(6)} median ${median(seconds)} s, slowest ${Math.max(...seconds).toFixed(1)} s, ${memory} MB PSS with PostgreSQL`;
}

async function main(): Promise<void> {
  await ensureBuilt(['standalone', 'admin']);
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} CPUs, Linux ${release()}, Node ${process.version}`);
  console.log(
    `node tools/dev/start.mjs to a ready /readyz, ${rounds} rounds; cold: a new home, warm: the same again\n`,
  );
  const cold: Measured[] = [];
  const warm: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = temporaryFolder('bench');
    cold.push(await measure(folder.path));
    warm.push(await measure(folder.path));
    rmSync(folder.path, { recursive: true });
  }
  console.log(
    `${row('cold', cold)}\n${row('warm', warm)}\nratio  ${(Number(median(cold.map((m) => m.seconds))) / Number(median(warm.map((m) => m.seconds)))).toFixed(2)}`,
  );
}

void main();
