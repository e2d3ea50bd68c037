import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './error-code';
import { ended, processFacts } from './process-table';

/** A server process that is alive on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly accepting: boolean;
  /** The process that started it and still lives; undefined: left over by one that died. */
  readonly ownerPid: number | undefined;
}

/** Written on the server's command line, where it cannot outlive the server nor be written twice. */
export const ownerSetting = 'vortex.owner_pid';

const fastShutdownMs = 30_000;
const immediateShutdownMs = 5_000;

/**
 * The server that runs on `data`, by its postmaster.pid. The id in there may be stale, after a crash of the machine
 * even another program's: then the file is removed, or PostgreSQL would believe it. While a server of ours starts it must
 * stay: between our look at the old file and its removal the server may have put its own there.
 */
export async function findPostmaster(
  data: string,
  { removeStale = true }: { removeStale?: boolean } = {},
): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pidLine, , , portLine, , , , status] = text.split('\n');
  const pid = Math.abs(Number(pidLine));
  const facts = pid > 0 ? await processFacts(pid) : undefined;
  if (!facts || !(await isServerOn(facts.command, data))) {
    // Being written this moment, or stale. A stale one is complete.
    if (removeStale && status !== undefined) await rm(file, { force: true });
    return undefined;
  }
  const starter = Number(new RegExp(`${ownerSetting}=(\\d+)`).exec(facts.command)?.[1]);
  // An orphan gets another parent, so a starter that still is the parent is alive.
  const ownerPid = starter === facts.parentPid ? starter : undefined;
  return { pid, port: Number(portLine), accepting: status?.trim() === 'ready', ownerPid };
}

async function isServerOn(command: string, data: string): Promise<boolean> {
  const real = await realpath(data).catch(() => data);
  return command.includes('postgres') && (command.includes(`-D ${data} `) || command.includes(`-D ${real} `));
}

/** Ends sessions, writes a checkpoint and waits for the end; after half a minute without the checkpoint. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await ended(pid, fastShutdownMs)) return;
  signal(pid, 'SIGQUIT');
  if (await ended(pid, immediateShutdownMs)) return;
  signal(pid, 'SIGKILL');
  await ended(pid, immediateShutdownMs);
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
