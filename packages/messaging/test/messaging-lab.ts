import type { Database } from '@vortex/database';
import { type FreshDatabase, freshDatabase } from '@vortex/testing';
import {
  type BusDriver,
  ConsumerRunner,
  DeadLetters,
  type Handler,
  Outbox,
  Relay,
  type RetryPolicy,
  discoverHandlers,
  messagingMigrations,
} from '../src';
import { type Entry, testCatalogue } from './json-event';
import { openDatabase } from './open-database';
import { RecordingLog } from './recording-log';

const quickRetry: RetryPolicy = { attempts: 4, firstMs: 5, maxMs: 20 };

/** A service as far as messaging is concerned: a database, an outbox with its relay, and consumers. */
export class LabService {
  readonly outbox: Outbox;
  readonly deadLetters: DeadLetters;
  readonly log = new RecordingLog();
  private readonly runners: ConsumerRunner[] = [];
  private readonly relays: Relay[] = [];

  constructor(
    readonly name: string,
    private readonly fresh: FreshDatabase,
    readonly bus: BusDriver,
    readonly db: Database,
  ) {
    this.outbox = new Outbox(db, name, { catalogue: testCatalogue });
    this.deadLetters = new DeadLetters(db);
  }

  get url(): string {
    return this.fresh.url;
  }

  async consume(...instances: object[]): Promise<ConsumerRunner> {
    return this.consumeWith(discoverHandlers(instances));
  }

  async consumeWith(handlers: readonly Handler[], bus = this.bus): Promise<ConsumerRunner> {
    const { name: service, db, log } = this;
    const runner = new ConsumerRunner({ service, db, bus, handlers, log, retry: quickRetry });
    this.runners.push(runner);
    await runner.start();
    return runner;
  }

  relay(leaseTtlMs?: number, bus = this.bus): Relay {
    const { name: service, db, log } = this;
    const relay = new Relay({ service, db, bus, log, ...(leaseTtlMs === undefined ? {} : { leaseTtlMs }) });
    this.relays.push(relay);
    relay.start();
    return relay;
  }

  /** What the consumer wrote, in the order it wrote it. */
  entries(): Promise<Entry[]> {
    return this.db.sql.query<Entry>('SELECT account, number FROM entry ORDER BY position');
  }

  async outboxSize(): Promise<number> {
    const [row] = await this.db.sql.query<{ count: bigint }>('SELECT count(*) AS count FROM messaging.outbox');
    return Number(row?.count);
  }

  async stop(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop()));
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.fresh.drop();
  }
}

export class MessagingLab {
  private readonly services: LabService[] = [];

  constructor(readonly bus: BusDriver) {}

  get serviceNames(): string[] {
    return this.services.map(({ name }) => name);
  }

  async service(name: string): Promise<LabService> {
    const fresh = await freshDatabase([messagingMigrations]);
    const db = openDatabase(fresh.url, new RecordingLog());
    await db.sql.execute(`
      CREATE TABLE entry (
        position bigint GENERATED ALWAYS AS IDENTITY, account text NOT NULL, number integer NOT NULL,
        UNIQUE (account, number)
      )`);
    const service = new LabService(name, fresh, this.bus, db);
    this.services.push(service);
    return service;
  }

  async close(): Promise<void> {
    for (const service of this.services) await service.stop();
    await this.bus.close();
    for (const service of this.services) await service.close();
  }
}

export function writeEntry(db: Database, { account, number }: Entry): Promise<number> {
  return db.sql.execute('INSERT INTO entry (account, number) VALUES ($1, $2)', [account, number]);
}
