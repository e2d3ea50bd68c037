import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenServers, type GivenServers } from '../config';
import { eventually } from '../eventually';
import type { LaunchedServer, LaunchOptions } from './launched-server';
import { startPostgres } from './start-postgres';
import { startRabbit } from './start-rabbit';
import { startRedis } from './start-redis';

export interface Servers {
  /** The superuser's url of database `postgres`. */
  readonly postgres: string;
  readonly redis: string;
  readonly rabbit: { readonly url: string };
}

/** All three servers: those the environment names, or else our own, shared by all processes of one test run. */
export async function servers(): Promise<Servers> {
  const [postgres, redis, rabbit] = await Promise.all([sharedPostgres(), sharedRedis(), sharedRabbit()]);
  return { postgres, redis, rabbit: { url: rabbit } };
}

export const sharedPostgres = () => shared('postgres', startPostgres);
export const sharedRedis = () => shared('redis', startRedis);
export const sharedRabbit = () => shared('rabbit', startRabbit);

type Start = (options: LaunchOptions) => Promise<LaunchedServer>;

/** RabbitMQ takes 8 s on an idle machine; a package may have to be installed first. */
const othersStartMs = 600_000;
const known = new Map<keyof GivenServers, Promise<string>>();

function shared(kind: keyof GivenServers, start: Start): Promise<string> {
  const url = known.get(kind) ?? found(kind, start);
  known.set(kind, url);
  return url;
}

async function found(kind: keyof GivenServers, start: Start): Promise<string> {
  const given = givenServers()[kind];
  if (given) return given;
  const run = testRun();
  const directory = join(tmpdir(), `vortex-test-run-${run}`);
  await mkdir(directory, { recursive: true });
  const file = join(directory, kind);
  if (await claimed(`${file}.claim`)) return startFor(run, directory, kind, start);
  return eventually(() => outcomeOf(file), { timeoutMs: othersStartMs, intervalMs: 100 }).then((outcome) => {
    if ('url' in outcome) return outcome.url;
    throw new Error(`another worker could not start ${kind}: ${outcome.error}`);
  });
}

async function startFor(run: number, directory: string, kind: string, start: Start): Promise<string> {
  const file = join(directory, kind);
  try {
    const { url } = await start({ lifeOf: run, alsoRemoves: [directory] });
    await writeFile(file, JSON.stringify({ url }), { flag: 'wx' });
    return url;
  } catch (error) {
    await writeFile(file, JSON.stringify({ error: String(error) }));
    throw error;
  }
}

async function outcomeOf(file: string): Promise<{ url: string } | { error: string }> {
  return JSON.parse(await readFile(file, 'utf8')) as { url: string } | { error: string };
}

/** True for the first process that asks. */
function claimed(path: string): Promise<boolean> {
  return mkdir(path).then(
    () => true,
    () => false,
  );
}

/** The process whose end is the end of the run: jest's own, which its workers are children of. */
function testRun(): number {
  return process.send ? process.ppid : process.pid;
}
