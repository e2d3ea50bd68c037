import type { LogLine } from '@vortex/contracts/nodes';
import { open } from 'node:fs/promises';
import { logLine } from './log-line';
import type { LogRing } from './log-ring';

/** However long a log is, only its end is read. */
const mostBytes = 256 * 1024;
const mostLines = 500;

/** The last lines of the agent and the engines together. */
export class LogTail {
  constructor(
    private readonly agent: LogRing,
    private readonly engineLogs: () => readonly string[],
  ) {}

  async lines(count: number): Promise<LogLine[]> {
    const most = Math.min(count, mostLines);
    const ends = await Promise.all(this.engineLogs().map(endOf));
    const engines = ends.map((all) => all.slice(-most).map((line) => logLine('LOG_SOURCE_ENGINE', line)));
    const agent = this.agent
      .lines()
      .slice(-most)
      .map((line) => logLine('LOG_SOURCE_AGENT', line));
    return most === 0 ? [] : merged(...engines, agent).slice(-most);
  }
}

async function endOf(log: string): Promise<readonly string[]> {
  const file = await open(log).catch(() => undefined);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const start = Math.max(size - mostBytes, 0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n');
    // The first may have lost its beginning, and with it what marks a secret.
    return (start > 0 ? lines.slice(1) : lines).filter((line) => line.trim() !== '');
  } finally {
    await file.close();
  }
}

/** By time; a line without one stays behind the line before it. */
function merged(...logs: readonly (readonly LogLine[])[]): LogLine[] {
  const timed = logs.flatMap((lines) => {
    let atMs = 0;
    return lines.map((line) => ({ line, atMs: (atMs = line.at?.getTime() ?? atMs) }));
  });
  return timed.sort((one, other) => one.atMs - other.atMs).map(({ line }) => line);
}
