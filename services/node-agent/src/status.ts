import { readFile, writeFile } from 'node:fs/promises';

/** What a running agent says of itself every few seconds, for who asks on the machine. No secret is in it. */
export interface Status {
  readonly version: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly writtenAt: string;
  readonly serverId: string;
  /** 'connected', or why it is not. */
  readonly panel: string;
  readonly panelAddresses: readonly string[];
  /** How far the clock here is ahead of the panel's; absent until it has said what time it is. */
  readonly clockSkewMs?: number;
  readonly certificateIssuedAt: string;
  readonly certificateExpiresAt: string;
  readonly engine: 'healthy' | 'degraded' | 'not running';
  /** Where there are several: each with how it is. */
  readonly instances?: readonly string[];
  readonly engineVersion?: string;
  readonly engineStartedAt?: string;
  readonly users: number;
  readonly sessions: number;
  readonly inbounds: number;
  readonly configHash: string;
  /** When the engine last took a configuration from the panel. */
  readonly configAppliedAt?: string;
  readonly usersRevision?: string;
  /** Counters the panel has not confirmed, and the file that keeps them. */
  readonly countersWaiting: number;
  readonly journalBytes: number;
}

/** Written every five seconds. */
const staleMs = 30_000;

export async function writeStatus(path: string, status: Status): Promise<void> {
  await writeFile(path, `${JSON.stringify(status, undefined, 2)}\n`, { mode: 0o600 });
}

/** Undefined where no agent has run. */
export async function readStatus(path: string): Promise<Status | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Status);
}

/** What keeps the node from serving; undefined when nothing does. A panel that is away does not. */
export function troubleOf(status: Status | undefined, now: Date): string | undefined {
  if (!status) return 'no agent has run here yet';
  const { writtenAt, engine } = status;
  if (!(now.getTime() - Date.parse(writtenAt) < staleMs)) return `the agent last said something at ${writtenAt}`;
  return engine === 'healthy' ? undefined : `the engine is ${engine}`;
}

/** For people: one fact a line. */
export function linesOf(status: Status): string[] {
  const width = Math.max(...Object.keys(status).map((name) => name.length));
  return Object.entries(status).map(([name, value]) => `${name.padEnd(width)}  ${[value].flat().join(', ')}`);
}
