import { randomUUID } from 'node:crypto';
import { ROOT_CONTEXT, context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { type BusDriver, Consume, ConsumeBatch, type EventMeta, type Received, Unprocessable } from '../src';
import { Deposited, type Entry, Ignored, Withdrawn } from './json-event';
import { type LabService, MessagingLab, writeEntry } from './messaging-lab';

class Book {
  constructor(protected readonly db: Database) {}

  @Consume(Deposited)
  deposit(event: Entry, meta: EventMeta): Promise<unknown> {
    void meta;
    return writeEntry(this.db, event);
  }

  @Consume(Withdrawn)
  withdraw(event: Entry): Promise<unknown> {
    return writeEntry(this.db, event);
  }
}

/** What every bus must do, so that a service need not know which one it has. */
export function busContract(
  name: string,
  createBus: () => Promise<BusDriver>,
  cleanUp: (services: readonly string[]) => Promise<void> = () => Promise.resolve(),
): void {
  describe(`${name}: the contract of a bus`, () => {
    let lab: MessagingLab;
    let producer: LabService;
    let consumer: LabService;

    beforeEach(async () => {
      lab = new MessagingLab(await createBus());
      // Queues outlive a test, so every test has services of its own.
      const suffix = randomUUID().slice(0, 8);
      producer = await lab.service(`producer-${suffix}`);
      consumer = await lab.service(`consumer-${suffix}`);
    });

    afterEach(async () => {
      await lab.close();
      await cleanUp(lab.serviceNames);
    });

    const add = (event: Entry, type = Deposited, lane: 'interactive' | 'bulk' = 'interactive') =>
      producer.db.run(() => producer.outbox.add(type, event, { aggregateId: event.account, lane }));

    it('carries an event that was committed with its change', async () => {
      await consumer.consume(new Book(consumer.db));
      producer.relay();
      await add({ account: 'ann', number: 1 });
      await eventually(async () => expect(await consumer.entries()).toEqual([{ account: 'ann', number: 1 }]));
      await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    });

    it('knows nothing of an event whose transaction was rolled back', async () => {
      await consumer.consume(new Book(consumer.db));
      producer.relay();
      const failing = producer.db.run(async () => {
        await producer.outbox.add(Deposited, { account: 'ann', number: 1 }, { aggregateId: 'ann' });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await add({ account: 'bob', number: 1 });
      await eventually(async () => expect(await consumer.entries()).toEqual([{ account: 'bob', number: 1 }]));
    });

    it('keeps the order of each aggregate while many are written at once', async () => {
      await consumer.consume(new Book(consumer.db));
      producer.relay();
      await producer.db.sql.execute('CREATE TABLE account (id text PRIMARY KEY, events integer NOT NULL)');
      const accounts = Array.from({ length: 6 }, (_, i) => `account-${i}`);
      for (const id of accounts) await producer.db.sql.execute('INSERT INTO account VALUES ($1, 0)', [id]);
      const use = (account: string) =>
        producer.db.run(async () => {
          const sql = 'UPDATE account SET events = events + 1 WHERE id = $1 RETURNING events';
          const [row] = await producer.db.sql.query<{ events: number }>(sql, [account]);
          const event = { account, number: row?.events ?? 0 };
          await producer.outbox.add(event.number % 2 ? Deposited : Withdrawn, event, { aggregateId: account });
        });
      await Promise.all(accounts.flatMap((account) => Array.from({ length: 30 }, () => use(account))));

      await eventually(async () => expect(await consumer.entries()).toHaveLength(180));
      const entries = await consumer.entries();
      for (const account of accounts) {
        const numbers = entries.filter((entry) => entry.account === account).map(({ number }) => number);
        expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
      }
    });

    it('has one effect for an event that is published twice', async () => {
      await consumer.consume(new Book(consumer.db));
      const publish = lab.bus.publish.bind(lab.bus);
      lab.bus.publish = async (envelopes) => {
        await publish(envelopes);
        await publish([...envelopes, ...envelopes]);
      };
      producer.relay();
      for (let number = 1; number <= 5; number++) await add({ account: 'ann', number });
      await eventually(async () => expect(await producer.outboxSize()).toBe(0));
      await eventually(async () => expect((await consumer.entries()).map((e) => e.number)).toEqual([1, 2, 3, 4, 5]));
      expect(await consumer.deadLetters.list()).toEqual([]);
    });

    it('brings an event to every service that consumes it, and lets go of one that nobody consumes', async () => {
      const other = await lab.service(`other-${randomUUID().slice(0, 8)}`);
      await consumer.consume(new Book(consumer.db));
      await other.consume(new Book(other.db));
      producer.relay();
      await add({ account: 'nobody', number: 1 }, Ignored);
      await add({ account: 'ann', number: 1 });
      for (const service of [consumer, other]) {
        await eventually(async () => expect(await service.entries()).toEqual([{ account: 'ann', number: 1 }]));
      }
      await eventually(async () => expect(await producer.outboxSize()).toBe(0));
    });

    it('tries again after a failure, and meanwhile goes on with other aggregates', async () => {
      let failures = 2;
      class Shaky extends Book {
        @Consume(Deposited)
        override async deposit(event: Entry): Promise<unknown> {
          if (event.account === 'ann' && failures-- > 0) throw new Error('not yet');
          return writeEntry(this.db, event);
        }
      }
      await consumer.consume(new Shaky(consumer.db));
      producer.relay();
      await producer.db.run(async () => {
        await producer.outbox.add(Deposited, { account: 'ann', number: 1 }, { aggregateId: 'ann' });
        await producer.outbox.add(Deposited, { account: 'ann', number: 2 }, { aggregateId: 'ann' });
        await producer.outbox.add(Deposited, { account: 'bob', number: 1 }, { aggregateId: 'bob' });
      });
      await eventually(async () => expect(await consumer.entries()).toHaveLength(3));
      const ann = (await consumer.entries()).filter(({ account }) => account === 'ann');
      expect(ann.map(({ number }) => number)).toEqual([1, 2]);
      expect(await consumer.deadLetters.list()).toEqual([]);
    });

    it('puts what cannot be handled among the dead letters and goes on; replay applies it once', async () => {
      let broken = true;
      let calls = 0;
      class Faulty extends Book {
        @Consume(Deposited)
        override async deposit(event: Entry): Promise<unknown> {
          if (event.number !== 1) return writeEntry(this.db, event);
          calls++;
          await writeEntry(this.db, event);
          if (broken) throw new Error(`cannot handle secret-${event.account}`);
          return undefined;
        }
      }
      await consumer.consume(new Faulty(consumer.db));
      producer.relay();
      for (let number = 1; number <= 3; number++) await add({ account: 'ann', number });
      await eventually(async () => expect((await consumer.entries()).map((e) => e.number)).toEqual([2, 3]));

      const [letter] = await eventually(async () => {
        const letters = await consumer.deadLetters.list();
        expect(letters).toHaveLength(1);
        return letters;
      });
      expect(letter).toMatchObject({ type: Deposited.$type, aggregateId: 'ann', attempts: 4, reason: 'Error' });
      expect(letter?.error).toBe('cannot handle secret-ann');
      expect(JSON.stringify(consumer.log.lines, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
        'secret-ann',
      );
      expect(calls).toBeGreaterThanOrEqual(4);

      const ids = [letter?.eventId ?? ''];
      await consumer.deadLetters.replay({ eventIds: ids });
      await eventually(async () => expect((await consumer.deadLetters.list())[0]?.replays).toBe(1));

      broken = false;
      await Promise.all([1, 2, 3].map(() => consumer.deadLetters.replay({ eventIds: ids })));
      await eventually(async () => expect(await consumer.deadLetters.list()).toEqual([]));
      expect((await consumer.entries()).map((e) => e.number)).toEqual([2, 3, 1]);
      expect(await consumer.deadLetters.replay({ eventIds: ids })).toBe(0);
    });

    it('does not try again what its handler calls unprocessable, and forgets what is discarded', async () => {
      class Strict extends Book {
        @Consume(Deposited)
        override deposit(): Promise<unknown> {
          throw new Unprocessable('never');
        }
      }
      await consumer.consume(new Strict(consumer.db));
      producer.relay();
      await add({ account: 'ann', number: 1 });
      const [letter] = await eventually(async () => {
        const letters = await consumer.deadLetters.list();
        expect(letters).toHaveLength(1);
        return letters;
      });
      expect(letter).toMatchObject({ attempts: 1, reason: 'Unprocessable' });
      expect(await consumer.deadLetters.discard([letter?.eventId ?? ''])).toBe(1);
      expect(await consumer.deadLetters.list()).toEqual([]);
    });

    it('lets interactive events overtake bulk', async () => {
      await consumer.consume(new Book(consumer.db));
      const bulk = Array.from({ length: 4_000 }, (_, i) => ({ account: `bulk-${i % 50}`, number: i }));
      await producer.db.run(() =>
        producer.outbox.addAll(
          Deposited,
          bulk.map((event) => ({ event, aggregateId: event.account })),
          'bulk',
        ),
      );
      producer.relay();
      await eventually(async () => expect((await consumer.entries()).length).toBeGreaterThan(0));
      await add({ account: 'person', number: 1 });
      await eventually(async () => expect(await consumer.entries()).toHaveLength(4_001), { timeoutMs: 60_000 });
      const place = (await consumer.entries()).findIndex(({ account }) => account === 'person');
      expect(place).toBeLessThan(4_000);
    });

    it('gives a batch handler what is waiting together, in order', async () => {
      const sizes: number[] = [];
      class Batch {
        constructor(private readonly db: Database) {}

        @ConsumeBatch(Deposited)
        async deposit(events: readonly Received<Entry>[]): Promise<void> {
          sizes.push(events.length);
          await this.db.sql.execute('INSERT INTO entry (account, number) SELECT * FROM unnest($1::text[], $2::int[])', [
            events.map(({ event }) => event.account),
            events.map(({ event }) => event.number),
          ]);
        }
      }
      await consumer.consume(new Batch(consumer.db));
      const events = Array.from({ length: 500 }, (_, number) => ({ account: 'ann', number }));
      await producer.db.run(() =>
        producer.outbox.addAll(
          Deposited,
          events.map((event) => ({ event, aggregateId: 'ann' })),
          'bulk',
        ),
      );
      producer.relay();
      await eventually(async () => expect(await consumer.entries()).toHaveLength(500));
      expect((await consumer.entries()).map(({ number }) => number)).toEqual(events.map(({ number }) => number));
      expect(Math.max(...sizes)).toBeGreaterThan(1);
    });

    it('keeps events for a consumer that is not there now', async () => {
      const first = await consumer.consume(new Book(consumer.db));
      producer.relay();
      await add({ account: 'ann', number: 1 });
      await eventually(async () => expect(await consumer.entries()).toHaveLength(1));
      await first.stop();
      await add({ account: 'ann', number: 2 });
      await add({ account: 'ann', number: 3 });
      await consumer.consume(new Book(consumer.db));
      await eventually(async () => expect((await consumer.entries()).map((e) => e.number)).toEqual([1, 2, 3]));
    });

    it("continues the producer's trace in the consumer", async () => {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
      const seen: (string | undefined)[] = [];
      class Traced {
        @Consume(Deposited)
        deposit(): void {
          seen.push(trace.getSpanContext(context.active())?.traceId);
        }
      }
      try {
        await consumer.consume(new Traced());
        producer.relay();
        const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
        await context.with(trace.setSpanContext(ROOT_CONTEXT, span), () => add({ account: 'ann', number: 1 }));
        await eventually(() => expect(seen).toEqual([span.traceId]));
      } finally {
        context.disable();
      }
    });
  });
}
