import type { EventEnvelope } from '@vortex/contracts/common';
import { type Database, outsideTransactions } from '@vortex/database';
import { type FreshDatabase, eventually, freshDatabase, silentLog } from '@vortex/testing';
import { type BusDriver, BusUnavailable, Outbox, Relay, RelayHold, messagingMigrations } from '../src';
import { Connection } from '../src/relay/connection';
import { Lease } from '../src/relay/lease';
import { OutboxReader } from '../src/relay/outbox-reader';
import { safetyPollMs } from '../src/relay/relay-lane';
import { Deposited, type Entry, testCatalogue } from './json-event';
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
      const under = (token = '') => new OutboxReader(old, 'interactive', { name: 'outbox', token });
      const reader = under(deposed?.token);
      const batch = await reader.next({ rows: 10, bytes: 1_000 });
      expect(batch).toHaveLength(1);
      const current = await Lease.acquire(young, candidate);

      expect(await reader.finish(batch)).toBe(false);
      expect(await reader.backlog()).toMatchObject({ count: 1 });
      expect(await deposed?.renew()).toBe(false);
      expect(await under(current?.token).finish(batch)).toBe(true);
      expect(await reader.backlog()).toMatchObject({ count: 0 });
    });
  });

  describe('a hold', () => {
    const hold = (ttlMs = 60_000) => RelayHold.take(fresh.url, { holder: 'test', ttlMs });
    const heardNumbers = () => bus.heard.map(({ payload }) => (JSON.parse(payload.toString()) as Entry).number);

    it('keeps back what is committed after it, without hindering the commits, until it is released', async () => {
      await add('ann', 1);
      relay();
      await eventually(() => expect(heardNumbers()).toEqual([1]));
      const held = await hold();
      for (let number = 2; number <= 20; number++) await add('ann', number);
      await new Promise((done) => setTimeout(done, 3 * safetyPollMs));
      expect(heardNumbers()).toEqual([1]);
      expect(await held?.release()).toBe(true);
      await eventually(() => expect(heardNumbers()).toHaveLength(20));
    });

    it('leaves in the outbox what was on its way, so that it comes again', async () => {
      let deliver = (): void => undefined;
      bus.onPublish = () => new Promise((resolve) => (deliver = resolve));
      await add('ann', 1);
      const publishing = relay();
      await eventually(() => publishing.isLeader && deliver.length === 1);
      const held = await hold();
      bus.onPublish = () => Promise.resolve();
      deliver();
      await eventually(() => expect(heardNumbers()).toEqual([1]));
      expect(await publishing.backlog()).toBe(1);
      await held?.release();
      await eventually(async () => expect(await publishing.backlog()).toBe(0));
      expect(heardNumbers()).toEqual([1, 1]);
    });

    it('is given to one at a time', async () => {
      const held = await hold();
      expect(await hold()).toBeUndefined();
      await held?.release();
      const next = await hold();
      expect(next).toBeDefined();
      await next?.release();
    });

    it('ends with its time, and says so when it is released', async () => {
      relay();
      const held = await hold(300);
      await add('ann', 1);
      await eventually(() => expect(heardNumbers()).toEqual([1]));
      expect(await held?.release()).toBe(false);
    });
  });

  it('bounds a batch in bytes, yet takes an event larger than the bound', async () => {
    const connection = await connect();
    const lease = await Lease.acquire(connection, { name: 'outbox', holder: 'test', ttlMs: 60_000 });
    const reader = new OutboxReader(connection, 'interactive', { name: 'outbox', token: lease?.token ?? '' });
    await add('a'.repeat(5_000), 1);
    for (let number = 2; number <= 5; number++) await add('ann', number);
    expect(await reader.next({ rows: 10, bytes: 100 })).toHaveLength(1);
    expect(await reader.next({ rows: 3, bytes: 1_000_000 })).toHaveLength(3);
  });
});
