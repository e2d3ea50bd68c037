// npm run bench -- login [--seconds 20]
import { newId, run } from '@vortex/kit';
import { ensureDatabase } from '@vortex/database';
import { startPostgres } from '@vortex/testing';
import { BenchReport, percentile } from '@vortex/testing/bench';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { services } from '../src/services';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const perSecond = 20;
/** Below what one may do before it has to wait. */
const ofAnAddress = 80;
const password = 'seven grey boats at dawn';
const query = `mutation { login(input: { username: "admin", password: "${password}" }) { accessToken } }`;

async function main(): Promise<void> {
  const postgres = await startPostgres({ durable: true });
  const names = services.map(({ name }) => name);
  const urls: Record<string, string> = {};
  for (const name of names) {
    urls[`VORTEX_${name.toUpperCase()}_DATABASE_URL`] = await ensureDatabase(postgres.url, name);
  }
  const platform = await run(services, {
    exitOnSignal: false,
    version: '0.0.0',
    environment: {
      ...urls,
      VORTEX_DATABASE_URL: postgres.url,
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'login-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'login-backup-')),
      VORTEX_OWNER_PASSWORD: password,
      VORTEX_TRUSTED_PROXIES: '127.0.0.1',
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  if (!core) throw new Error('core has not started');
  const http = createServer(core.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  const count = Number(values.seconds) * perSecond;
  const report = new BenchReport(
    'login',
    `all services in one process, PostgreSQL beside; ${count} logins, one every ${1_000 / perSecond} ms whether or not the last is answered, from one address after the other; argon2id 19 MiB, 2 passes`,
  );
  await login(url, 0);
  const startedAt = performance.now();
  const running: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    await delay(Math.max(startedAt + (n * 1_000) / perSecond - performance.now(), 0));
    running.push(login(url, n + 1));
  }
  const latenciesMs = await Promise.all(running);
  report.series('login at 20/s', latenciesMs, 'ms');
  report.figure('login at 20/s: p95', percentile(latenciesMs, 0.95), 'ms');
  report.figure('PSS of all services', pssBytes(process.pid) / 2 ** 20, 'MiB');
  const all = descendants(process.pid).reduce((sum, pid) => sum + pssBytes(pid), pssBytes(process.pid));
  report.figure('PSS with PostgreSQL', all / 2 ** 20, 'MiB');
  report.print();
  await platform.close();
  http.closeAllConnections();
  http.close();
  await postgres.stop();
}

/** @returns how long it took, in milliseconds */
async function login(url: string, n: number): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': newId(),
      'x-forwarded-for': `198.51.100.${Math.floor(n / ofAnAddress)}`,
    },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: object | null; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return performance.now() - startedAt;
}

/** Memory of a process, with its share of what it has in common with others. */
function pssBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024;
  } catch {
    return 0; // has ended meanwhile
  }
}

function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name of a process may hold anything, so the last bracket is looked for.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 4).split(' ')[0]);
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
