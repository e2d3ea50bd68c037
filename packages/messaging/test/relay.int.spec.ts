import type { EventEnvelope } from '@vortex/contracts/common';
import { type Database, outsideTransactions } from '@vortex/database';
import { type FreshDatabase, eventually, freshDatabase, silentLog } from '@vortex/testing';
import { type BusDriver, BusUnavailable, Outbox, Relay, messagingMigrations } from '../src';
import { Connection } from '../src/relay/connection';
import { Lease } from '../src/relay/lease';
import { OutboxReader } from '../src/relay/outbox-reader';
import { Deposited, testCatalogue } from './json-event';
import { openDatabase } from './open-database';

/** Stands for the bus in tests about the relay alone. */
class ListeningBus implements BusDriver {
  readonly heard: EventEnvelope[] = [];
  onPublish: () => Promise<void> = () => Promise.resolve();

  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    await this.onPublish();
    this.heard.push(...envelopes);
  }

  subscribe = () => Promise.reject(new Error('nobody subscribes here'));
  health = () => ({ state: 'ok' }) as const;
  close = () => Promise.resolve();
}

describe('Relay', () => {
  let fresh: FreshDatabase;
  let db: Database;
  let outbox: Outbox;
  let bus: ListeningBus;
  const relays: Relay[] = [];
  const connections: Connection[] = [];

  beforeEach(async () => {
    fresh = await freshDatabase([messagingMigrations]);
    db = openDatabase(fresh.url, silentLog);
    outbox = new Outbox(db, 'shop', { catalogue: testCatalogue });
    bus = new ListeningBus();
  });

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await db.close();
    await fresh.drop();
  });

  const relay = () => {
    const created = new Relay({ service: 'shop', db, bus, log: silentLog });
    relays.push(created);
    created.start();
    return created;
  };
  const connect = async () => {
    const connection = await Connection.open(fresh.url, () => undefined);
    connections.push(connection);
    return connection;
  };
  const add = (account: string, number: number) =>
    db.run(() => outbox.add(Deposited, { account, number }, { aggregateId: account }));
  const numbers = () => bus.heard.map(({ payload }) => Deposited.decode(payload).number);

  it('publishes in order and then empties the outbox', async () => {
    for (let number = 1; number <= 3; number++) await add('ann', number);
    const idle = relay();
    await eventually(async () => expect(await idle.backlog()).toBe(0));
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('keeps what the bus did not take, and offers it again in the same order', async () => {
    let refusals = 3;
    bus.onPublish = () => (refusals-- > 0 ? Promise.reject(new BusUnavailable('no')) : Promise.resolve());
    for (let number = 1; number <= 3; number++) await add('ann', number);
    const shaky = relay();
    await eventually(async () => expect(await shaky.backlog()).toBe(0));
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('does not let a long transaction hold back events that commit before it', async () => {
    relay();
    await db.run(async () => {
      await outbox.add(Deposited, { account: 'slow', number: 1 }, { aggregateId: 'slow' });
      await outsideTransactions(() => add('quick', 2));
      await eventually(() => expect(numbers()).toEqual([2]));
    });
    await eventually(() => expect(numbers()).toEqual([2, 1]));
  });

  it('leads alone, and hands over when it stops', async () => {
    const first = relay();
    await eventually(() => first.isLeader);
    const second = relay();
    await add('ann', 1);
    await eventually(() => expect(numbers()).toEqual([1]));
    expect(second.isLeader).toBe(false);
    await first.stop();
    await eventually(() => second.isLeader);
    await add('ann', 2);
    await eventually(() => expect(numbers()).toEqual([1, 2]));
  });

  it('comes back after its sessions were ended', async () => {
    const only = relay();
    await eventually(() => only.isLeader);
    await db.sql.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vortex-relay'",
    );
    await eventually(async () =>
      expect(await db.sql.query('SELECT token FROM messaging.relay_lease')).toEqual([{ token: 2n }]),
    );
    await add('ann', 1);
    await eventually(() => expect(numbers()).toEqual([1]));
  });

  describe('the lease', () => {
    const candidate = { name: 'outbox', holder: 'test', ttlMs: 60_000 };

    it('is not given to a second while the first is connected', async () => {
      expect(await Lease.acquire(await connect(), candidate)).toBeDefined();
      expect(await Lease.acquire(await connect(), candidate)).toBeUndefined();
    });

    it('is free at once when the holder is gone, long before its time is over', async () => {
      const holder = await connect();
      await Lease.acquire(holder, candidate);
      await holder.close();
      const next = await connect();
      await eventually(async () => expect((await Lease.acquire(next, candidate))?.token).toBe('2'));
    });

    it('lets a deposed holder remove nothing', async () => {
      await add('ann', 1);
      const [old, young] = [await connect(), await connect()];
      const deposed = await Lease.acquire(old, { ...candidate, ttlMs: -1 });
      const reader = new OutboxReader(old, 'interactive');
      const batch = await reader.next({ rows: 10, bytes: 1_000 });
      const current = await Lease.acquire(young, candidate);

      const finish = (token = '') => reader.finish(batch, { name: 'outbox', token });
      expect(await finish(deposed?.token)).toBe(false);
      expect(await reader.backlog()).toMatchObject({ count: 1 });
      expect(await deposed?.renew()).toBe(false);
      expect(await finish(current?.token)).toBe(true);
      expect(await reader.backlog()).toMatchObject({ count: 0 });
    });
  });

  it('bounds a batch in bytes, yet takes an event larger than the bound', async () => {
    const reader = new OutboxReader(await connect(), 'interactive');
    await add('a'.repeat(5_000), 1);
    for (let number = 2; number <= 5; number++) await add('ann', number);
    expect(await reader.next({ rows: 10, bytes: 100 })).toHaveLength(1);
    expect(await reader.next({ rows: 3, bytes: 1_000_000 })).toHaveLength(3);
  });
});
