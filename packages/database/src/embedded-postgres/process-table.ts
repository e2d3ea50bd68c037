import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface ProcessFacts {
  readonly parentPid: number;
  readonly command: string;
}

/** Undefined when no process has this id. */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  } catch {
    return undefined;
  }
}

async function fromProc(pid: number): Promise<ProcessFacts | undefined> {
  const [status, command] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  if (/^State:\s+[ZX]/m.test(status)) return undefined;
  return { parentPid: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command: command.replaceAll('\0', ' ').trim() };
}

async function fromPs(pid: number): Promise<ProcessFacts | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,args=', '-p', String(pid)]);
  const [, parentPid, command] = /^\s*(\d+)\s+(.*)$/m.exec(stdout) ?? [];
  return command ? { parentPid: Number(parentPid), command } : undefined;
}

/** Whether the process ended within the time. */
export async function ended(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await processFacts(pid)) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}
