import { EventEnvelope } from '@vortex/contracts/common';
import type { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import {
  type BusDriver,
  Consume,
  ConsumerRunner,
  MessagingMaintenance,
  type Subscription,
  discoverHandlers,
} from '../src';
import { newEventId } from '../src/event-id';
import { type Entry, Deposited } from './json-event';
import { type LabService, MessagingLab, writeEntry } from './messaging-lab';

/** Lets a test say what is delivered, and how often. */
class HandBus implements BusDriver {
  subscription: Subscription | undefined;
  publish = () => Promise.resolve();
  health = () => ({ state: 'ok' }) as const;
  close = () => Promise.resolve();

  subscribe(subscription: Subscription) {
    this.subscription = subscription;
    return Promise.resolve({ close: () => Promise.resolve() });
  }

  deliver(envelope: EventEnvelope, suspect = false): { settled: boolean } {
    const outcome = { settled: false };
    const settle = () => void (outcome.settled = true);
    this.subscription?.lanes.interactive.deliver([{ envelope, suspect, settle }]);
    return outcome;
  }
}

const envelopeOf = (event: Entry): EventEnvelope =>
  EventEnvelope.fromPartial({
    id: newEventId(),
    type: Deposited.$type,
    producer: 'shop',
    aggregateId: event.account,
    occurredAt: new Date(),
    payload: Buffer.from(Deposited.encode(event).finish()),
  });

describe('ConsumerRunner', () => {
  let lab: MessagingLab;
  let service: LabService;
  let bus: HandBus;

  beforeEach(async () => {
    bus = new HandBus();
    lab = new MessagingLab(bus);
    service = await lab.service('ledger');
  });

  afterEach(() => lab.close());

  class Book {
    constructor(protected readonly db: Database) {}

    @Consume(Deposited)
    deposit(event: Entry): Promise<unknown> {
      return writeEntry(this.db, event);
    }
  }

  it('waits for a database that is away, however long, instead of burying events', async () => {
    let away = true;
    const unreachable = () =>
      Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    const { db } = service;
    const flaky = {
      url: db.url,
      sql: db.sql,
      run: <T>(work: () => Promise<T>) => (away ? unreachable() : db.run(work)),
      ping: () => (away ? unreachable() : db.ping()),
    };
    const handlers = discoverHandlers([new Book(db)]);
    const runner = new ConsumerRunner({
      service: 'ledger',
      db: flaky,
      bus,
      handlers,
      log: service.log,
      retry: { attempts: 1, firstMs: 1, maxMs: 1 },
    });
    await runner.start();
    const outcome = bus.deliver(envelopeOf({ account: 'ann', number: 1 }));
    await eventually(() => service.log.lines.some(({ message }) => message.includes('waits for its database')));
    away = false;
    await eventually(async () => expect(await service.entries()).toHaveLength(1));
    expect(outcome.settled).toBe(true);
    expect(await service.deadLetters.list()).toEqual([]);
    await runner.stop();
  });

  it('finds out an event whose handler ends the process, and spares those delivered with it', async () => {
    await service.consume(new Book(service.db));
    const deadly = envelopeOf({ account: 'ann', number: 1 });
    // What five processes leave behind that died in the handler.
    await service.db.sql.execute('INSERT INTO messaging.attempt (event_id, attempts) VALUES ($1, 5)', [deadly.id]);
    const innocent = envelopeOf({ account: 'ann', number: 2 });
    bus.deliver(deadly, true);
    bus.deliver(innocent, true);
    await eventually(async () => expect(await service.entries()).toEqual([{ account: 'ann', number: 2 }]));
    await eventually(async () =>
      expect(await service.deadLetters.list()).toMatchObject([{ eventId: deadly.id, reason: 'Deadly' }]),
    );
    expect(await service.db.sql.query('SELECT * FROM messaging.attempt')).toEqual([]);
  });

  it('counts attempts at suspects before it begins them', async () => {
    let seen: unknown;
    class Watching extends Book {
      @Consume(Deposited)
      override async deposit(): Promise<void> {
        // On another connection: the count must be committed already.
        const { outsideTransactions } = await import('@vortex/database');
        seen = await outsideTransactions(() => this.db.sql.query('SELECT attempts FROM messaging.attempt'));
      }
    }
    await service.consume(new Watching(service.db));
    bus.deliver(envelopeOf({ account: 'ann', number: 1 }), true);
    await eventually(() => expect(seen).toEqual([{ attempts: 1 }]));
  });

  it('purges what is older than the retention, in chunks, and nothing younger', async () => {
    await service.db.sql.execute(`
      INSERT INTO messaging.inbox (event_id, received_at)
      SELECT gen_random_uuid(), now() - interval '40 days' FROM generate_series(1, 12000)`);
    await service.db.sql.execute('INSERT INTO messaging.inbox (event_id) VALUES (gen_random_uuid())');
    const maintenance = new MessagingMaintenance({ db: service.db, log: service.log });
    expect(await maintenance.purge()).toBe(12_000);
    expect(await maintenance.purge()).toBe(0);
    expect(await service.db.sql.query('SELECT 1 FROM messaging.inbox')).toHaveLength(1);
  });
});
