import { type FreshDatabase, eventually, freshDatabase, silentLog } from '@vortex/testing';
import type { Database } from '@vortex/database';
import { AccountCreated } from '@vortex/contracts/auth';
import pg from 'pg';
import { Outbox, messagingMigrations } from '../src';
import { jsonEvent } from './json-event';
import { openDatabase } from './open-database';

describe('Outbox', () => {
  let fresh: FreshDatabase;
  let db: Database;
  const account = { accountId: 'a', tenantId: 't', username: 'ann', role: 'owner', revision: 1n };
  const options = { aggregateId: 'a', tenantId: 't' };

  beforeAll(async () => {
    fresh = await freshDatabase([messagingMigrations]);
    db = openDatabase(fresh.url, silentLog);
  });

  beforeEach(() => db.sql.execute('DELETE FROM messaging.outbox'));

  afterAll(async () => {
    await db.close();
    await fresh.drop();
  });

  const rows = () => db.sql.query<Record<string, unknown>>('SELECT * FROM messaging.outbox ORDER BY sequence');

  it('refuses to add outside a transaction', async () => {
    const outbox = new Outbox(db, 'auth');
    await expect(outbox.add(AccountCreated, account, options)).rejects.toThrow('inside the transaction');
    expect(await rows()).toEqual([]);
  });

  it('refuses to add in the transaction of another database', async () => {
    const other = openDatabase(fresh.url, silentLog);
    const adding = other.run(() => new Outbox(db, 'auth').add(AccountCreated, account, options));
    await expect(adding).rejects.toThrow('inside the transaction');
    await other.close();
    expect(await rows()).toEqual([]);
  });

  it('refuses a message that is not marked as an event', async () => {
    const outbox = new Outbox(db, 'auth');
    const adding = db.run(() => outbox.add(jsonEvent('Unknown'), {}, options));
    await expect(adding).rejects.toThrow('catalogue of events');
  });

  it('refuses an event that is a document', async () => {
    const outbox = new Outbox(db, 'auth');
    const adding = db.run(() => outbox.add(AccountCreated, { ...account, username: 'a'.repeat(600_000) }, options));
    await expect(adding).rejects.toThrow('at most');
  });

  it('writes what travels in the envelope', async () => {
    const outbox = new Outbox(db, 'auth', { now: () => new Date('2026-01-02T03:04:05.678Z') });
    await db.run(() => outbox.add(AccountCreated, account, options));
    const [row] = await rows();
    expect(row).toMatchObject({
      lane: 1,
      type: 'vortex.auth.v1.AccountCreated',
      producer: 'auth',
      aggregate_id: 'a',
      tenant_id: 't',
      traceparent: '',
      occurred_at: new Date('2026-01-02T03:04:05.678Z'),
    });
    expect(AccountCreated.decode(row?.payload as Buffer)).toEqual(account);
  });

  it('numbers the events of one call in their order', async () => {
    const outbox = new Outbox(db, 'auth');
    const items = Array.from({ length: 2_000 }, (_, i) => ({ event: account, aggregateId: `a-${i}` }));
    await db.run(() => outbox.addAll(AccountCreated, items, 'bulk'));
    expect((await rows()).map((row) => row.aggregate_id)).toEqual(items.map(({ aggregateId }) => aggregateId));
  });

  it('wakes the relay once for each transaction and lane', async () => {
    const outbox = new Outbox(db, 'auth');
    const listener = new pg.Client({ connectionString: fresh.url });
    const heard: (string | undefined)[] = [];
    await listener.connect();
    listener.on('notification', ({ payload }) => heard.push(payload));
    await listener.query('LISTEN vortex_outbox');
    try {
      await db.run(async () => {
        for (let i = 0; i < 5; i++) await outbox.add(AccountCreated, account, options);
        await outbox.add(AccountCreated, account, { ...options, lane: 'bulk' });
      });
      await db.sql.execute("SELECT pg_notify('vortex_outbox', 'end')");
      await eventually(() => heard.includes('end'));
      expect(heard).toEqual(['interactive', 'bulk', 'end']);
    } finally {
      await listener.end();
    }
  });
});
