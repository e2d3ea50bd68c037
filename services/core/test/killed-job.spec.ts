import { AuditRecorded } from '@vortex/contracts/auth';
import { UsersChangedInBulk } from '@vortex/contracts/core';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { eventually, freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaClient } from '../src/generated/prisma/client';
import type { CoreProcessOptions } from './core-process';
import { post } from './start-core';

jest.setTimeout(120_000);

const tenantId = newId();
const masterKey = randomBytes(32).toString('base64');
const count = 5_000;

let fresh: FreshDatabase;
let db: Database<PrismaClient>;
let running: ChildProcess | undefined;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
});
afterAll(async () => {
  await end();
  await db.close();
  await fresh.drop();
});

async function startProcess(): Promise<{ url: string; token: string }> {
  const environment = { VORTEX_CORE_DATABASE_URL: fresh.url, VORTEX_MASTER_KEY: masterKey };
  const options: CoreProcessOptions = { tenantId, environment };
  const child = fork(join(__dirname, 'core-process.ts'), [JSON.stringify(options)], {
    execArgv: ['--conditions=source', '-r', join(__dirname, '../../../tools/typescript/register.cjs')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running = child;
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`core ended with ${String(code)}`)));
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string; token: string }];
  ended.catch(() => undefined);
  return ready;
}

/** As the kernel does when memory runs out: no signal to catch, no goodbye. */
async function end(): Promise<void> {
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const exit = once(running, 'exit');
  running.kill('SIGKILL');
  await exit;
}

/** Keeps what is added to the outbox, whatever becomes of it there. A chunk that does not commit leaves nothing. */
const witness = `
  CREATE TABLE told (type text NOT NULL, payload bytea NOT NULL);
  CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO told VALUES (NEW.type, NEW.payload); RETURN NULL; END $$;
  CREATE TRIGGER witness AFTER INSERT ON messaging.outbox FOR EACH ROW EXECUTE FUNCTION witness()`;

const job = async () => {
  const [row] = await db.sql.query<{ state: string; done: number; failed: number }>(
    'SELECT state, done, failed FROM job',
  );
  return row ?? { state: 'none', done: 0, failed: 0 };
};
const told = async <T>(type: { readonly $type: string; decode(bytes: Uint8Array): T }): Promise<T[]> =>
  (await db.sql.query<{ payload: Buffer }>('SELECT payload FROM told WHERE type = $1', [type.$type])).map(
    ({ payload }) => type.decode(payload),
  );

it('a process killed in the middle of making users leaves the rest to the next one: none is missing, none is there twice', async () => {
  const first = await startProcess();
  await db.sql.execute(witness);
  const mutation = `mutation { createUsers(input: { pattern: "user-{n:4}", count: ${count} }) { job { id } } }`;
  const asked = await post(first.url, JSON.stringify({ query: mutation }), {
    'content-type': 'application/json',
    authorization: `Bearer ${first.token}`,
  });
  expect(asked.errors).toEqual([]);
  while ((await job()).done === 0) await pause(2);
  await end();
  const left = await job();
  expect(left.state).toBe('running');
  expect(left.done).toBeGreaterThan(0);
  expect(left.done).toBeLessThan(count);

  await db.sql.execute('UPDATE job SET lease_until = clock_timestamp()'); // instead of waiting for it
  await startProcess();
  await eventually(async () => expect(await job()).toEqual({ state: 'done', done: count, failed: 0 }), {
    timeoutMs: 60_000,
  });

  const users = await db.sql.query<{ id: string; username: string }>(
    'SELECT id, username FROM vpn_user ORDER BY username',
  );
  expect(users.map(({ username }) => username)).toEqual(
    Array.from({ length: count }, (_, n) => `user-${String(n + 1).padStart(4, '0')}`),
  );
  for (const table of ['user_traffic', 'subscription_link', 'device']) {
    const [rows] = await db.sql.query<{ count: bigint; users: bigint }>(
      `SELECT count(*), count(DISTINCT user_id) AS users FROM ${table}`,
    );
    expect([table, rows]).toEqual([table, { count: BigInt(count), users: BigInt(count) }]);
  }
  const ids = users.map(({ id }) => id).sort();
  const events = await told(UsersChangedInBulk);
  expect(events.map((event) => event.users.length)).toEqual(Array.from({ length: count / 1_000 }, () => 1_000));
  expect(events.flatMap((event) => event.users.map(({ userId }) => userId)).sort()).toEqual(ids);
  const made = (await told(AuditRecorded)).filter(({ action }) => action === 'core.user.create');
  expect(made.flatMap(({ subject }) => subject?.ids ?? []).sort()).toEqual(ids);
});
