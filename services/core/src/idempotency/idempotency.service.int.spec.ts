import { Database } from '@vortex/database';
import { accountId, Keyring, NotFound, RemoteError, newId } from '@vortex/kit';
import { FakeClock, freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import { IdempotencyRepository } from './idempotency.repository';
import { type Attempt, Idempotency } from './idempotency.service';

let fresh: FreshDatabase;
let db: Database<PrismaClient>;
let records: IdempotencyRepository;
const clock = new FakeClock(new Date('2026-11-21T08:00:00Z'));
let idempotency: Idempotency;

beforeAll(async () => {
  fresh = await freshDatabase([{ name: 'core', directory: join(__dirname, '../../prisma/migrations') }]);
  db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  records = new IdempotencyRepository(db);
  idempotency = new Idempotency(records, db, new Keyring(new Map([['one', randomBytes(32)]])), clock);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const attempt = (): Attempt => ({ accountId: accountId(newId()), key: newId(), field: 'do', requestHash: 'h' });
const work = (answer: unknown) => {
  const times = { count: 0 };
  return { times, run: () => ((times.count += 1), Promise.resolve(answer)) };
};

describe.each(['inTransaction', 'claimedBefore'] as const)('work done %s', (how) => {
  it('is done once, and its answer keeps dates and big numbers', async () => {
    const [one, answer] = [attempt(), { at: new Date(5), bytes: 2n ** 62n, none: undefined, secret: 'canary' }];
    const { run, times } = work(answer);
    expect(await idempotency[how](one, run)).toEqual(answer);
    expect(await idempotency[how](one, run)).toEqual(answer);
    expect(times.count).toBe(1);
    const stored = await db.client.idempotencyRecord.findFirstOrThrow({ where: { key: one.key } });
    expect(Buffer.from(stored.answer ?? []).includes('canary')).toBe(false);
  });

  it('may be done again when it was refused', async () => {
    const one = attempt();
    await expect(idempotency[how](one, () => Promise.reject(new NotFound('gone')))).rejects.toHaveCode('gone');
    expect(await idempotency[how](one, work('done').run)).toBe('done');
  });

  it('is forgotten after a day', async () => {
    const one = attempt();
    const { run, times } = work(1);
    await idempotency[how](one, run);
    clock.advance(24 * 3_600_000 + 1);
    await idempotency[how](one, run);
    expect(times.count).toBe(2);
    clock.advance(24 * 3_600_000 + 1);
    await idempotency.removeExpired();
    expect(await db.client.idempotencyRecord.count()).toBe(0);
  });
});

it('an effect and its record are one: what breaks behind the effect leaves neither', async () => {
  const one = attempt();
  const effect = () => db.client.notification.create({ data: notification(one) });
  const breaking = async () => {
    await effect();
    throw new Error('the process died');
  };
  await expect(idempotency.inTransaction(one, breaking)).rejects.toThrow('died');
  expect(await db.client.notification.count({ where: { userId: one.accountId } })).toBe(0);
  await idempotency.inTransaction(one, effect);
  await idempotency.inTransaction(one, effect);
  expect(await db.client.notification.count({ where: { userId: one.accountId } })).toBe(1);
});

it('another service is not asked again when it has not said what came of it', async () => {
  const one = attempt();
  const lost = () => Promise.reject(new RemoteError('unavailable', 'unavailable', {}, []));
  await expect(idempotency.claimedBefore(one, lost)).rejects.toHaveCode('unavailable');
  await expect(idempotency.claimedBefore(one, work(1).run)).rejects.toHaveCode('outcome_unknown');
});

it('nor when the one who asked it has died meanwhile', async () => {
  const one = attempt();
  const now = clock.now();
  await records.claim(one, { requestHash: 'h', claim: newId(), claimedAt: now, expiresAt: new Date(+now + 1e8) });
  await expect(idempotency.claimedBefore(one, work(1).run)).rejects.toHaveCode('in_progress');
  clock.advance(3 * 60_000);
  await expect(idempotency.claimedBefore(one, work(1).run)).rejects.toHaveCode('outcome_unknown');
});

function notification({ accountId: userId }: Attempt) {
  return { id: newId(), tenantId: newId(), userId, kind: 'test', facts: {}, createdAt: clock.now() };
}
