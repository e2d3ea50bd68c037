// npm run bench -- links [--users 100000] [--seconds 10] [--fetches 1000000] [--profile <folder>]
import { Database, ensureDatabase } from '@vortex/database';
import { newId, tenantId } from '@vortex/kit';
import { startPostgres } from '@vortex/testing';
import { BenchReport, percentile } from '@vortex/testing/bench';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startCore } from '../test/start-core';
import { LinksLoad, type LinksOrder } from './links-order';
import { fillLinks } from './links-panel';
import { profiled } from './profile';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    fetches: { type: 'string', default: '1000000' },
    /** Where to write what the processor did in each measurement, as Chrome reads it. */
    profile: { type: 'string' },
  },
});
const users = Number(values.users);
const forMs = Number(values.seconds) * 1_000;
const fetches = Number(values.fetches);
const connections = 32;
/** At a fixed rate, as clients are: many, each of which asks now and then. */
const manyConnections = 256;

async function main(): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  const database = await ensureDatabase(postgres.url, 'core');
  const load = LinksLoad.start();
  // With room for hardly anybody every list is read from the database and written anew.
  const masterKey = randomBytes(32).toString('base64');
  const start = (memoryMb: number) =>
    startCore({
      VORTEX_MASTER_KEY: masterKey,
      VORTEX_CORE_DATABASE_URL: database,
      VORTEX_PUBLIC_URL: 'https://vpn.example',
      VORTEX_LINKS_MEMORY_MB: String(memoryMb),
    });
  try {
    const report = new BenchReport(
      'links',
      `${users} users, 20 servers; share links of about 8 KB; core, PostgreSQL (fsync on) and the process that asks share the machine; ${connections} connections, at half load ${manyConnections}, ${forMs / 1_000} s each after 3 s to warm up`,
    );
    const tokensFile = join(mkdtempSync(join(tmpdir(), 'links-')), 'tokens');
    const order = { tokensFile, connections, warmUpMs: 3_000, forMs };
    const steady = { ...order, connections: manyConnections };
    const uncached = await start(1);
    writeFileSync(tokensFile, (await fillLinks(uncached, tenantId(newId()), users)).join('\n'));
    await settled(uncached.get(Database));
    const under = async (name: string, one: Omit<LinksOrder, 'port'>, url: string) => {
      const cpu = process.cpuUsage();
      const pauses = collectionPauses();
      const measure = () => load.run({ ...one, port: Number(new URL(url).port) });
      const { latenciesMs, sentLateMs, perSecond, statuses } = await profiled(values.profile, name, measure);
      const { user, system } = process.cpuUsage(cpu);
      report.figure(name, perSecond, 'fetches/s');
      report.figure(
        `${name}: processor time of core`,
        (user + system) / (latenciesMs.length * (1 + one.warmUpMs / one.forMs)),
        'µs',
      );
      report.series(`${name}: latency`, latenciesMs, 'ms');
      if (one.perSecond !== undefined) report.series(`${name}: of that, sent late by`, sentLateMs, 'ms');
      report.series(`${name}: pauses of core's garbage collection`, pauses.endedMs(), 'ms');
      const wrong = Object.entries(statuses).filter(([status]) => status !== (one.unchanged ? '304' : '200'));
      if (wrong.length > 0) process.stdout.write(`${name}: answers were ${JSON.stringify(statuses)}\n`);
      return perSecond;
    };
    const most = await under('uncached', { ...order, unchanged: false }, uncached.url);
    await under('uncached, at half load', { ...steady, unchanged: false, perSecond: most / 2 }, uncached.url);
    await uncached.close();
    const core = await start(Math.max(Math.ceil(users / 1_200), 96));
    // Each link once, for its ETag.
    await load.run({ ...order, port: Number(new URL(core.url).port), unchanged: false, warmUpMs: 0, requests: users });
    const unchanged = await under('unchanged', { ...order, unchanged: true }, core.url);
    await under('unchanged, at half load', { ...steady, unchanged: true, perSecond: unchanged / 2 }, core.url);
    await steadyMemory(report, load, { ...order, port: Number(new URL(core.url).port), unchanged: false });
    report.print();
    await core.close();
  } finally {
    load.stop();
    await postgres.stop();
  }
}

/** What filling it has left to do is done before anything is measured. */
async function settled({ sql }: Database): Promise<void> {
  await sql.execute('VACUUM (ANALYZE)');
  await sql.execute('CHECKPOINT');
  globalThis.gc?.();
}

/** How long core stands still for its memory, from now on. */
function collectionPauses(): { endedMs(): number[] } {
  const pausesMs: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pausesMs.push(duration);
  });
  observer.observe({ entryTypes: ['gc'] });
  const endedMs = () => {
    observer.disconnect();
    return pausesMs;
  };
  return { endedMs };
}

/** Looks at the memory after each tenth of many fetches of whole lists. */
async function steadyMemory(report: BenchReport, load: LinksLoad, order: LinksOrder): Promise<void> {
  const held: number[] = [];
  for (let tenth = 0; tenth < 10; tenth += 1) {
    await load.run({ ...order, warmUpMs: 0, requests: fetches / 10 });
    globalThis.gc?.();
    held.push(pssBytes() / 2 ** 20);
  }
  report.figure(`PSS of core after ${fetches / 10} fetches`, held[0] ?? 0, 'MiB');
  report.figure(`PSS of core after ${fetches} fetches`, held[9] ?? 0, 'MiB');
  report.figure('largest of ten looks between', percentile(held, 1), 'MiB');
}

/** What the process holds, with its share of what it has in common with others. */
function pssBytes(): number {
  const text = readFileSync('/proc/self/smaps_rollup', 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024;
}

void main();
