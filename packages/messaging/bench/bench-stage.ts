import { type Database, ensureDatabase, migrate } from '@vortex/database';
import { type LaunchedServer, silentLog, startPostgres, startRabbit } from '@vortex/testing';
import {
  type BusDriver,
  ConsumerRunner,
  type Handler,
  InProcessBus,
  Outbox,
  RabbitBus,
  Relay,
  messagingMigrations,
} from '../src';
import { type Entry, Deposited, testCatalogue } from '../test/json-event';
import { deleteQueues } from '../test/delete-queues';
import { openDatabase } from '../test/open-database';

export interface Servers {
  readonly postgres: LaunchedServer;
  readonly rabbit: LaunchedServer;
}

/** With fsync, as in production: without it the figures would be about nothing. */
export async function startServers(): Promise<Servers> {
  return { postgres: await startPostgres({ durable: true }), rabbit: await startRabbit() };
}

let stages = 0;

/** A producer and a consumer, each with its database, and a bus between them. */
export class BenchStage {
  private constructor(
    private readonly brokerUrl: string | undefined,
    readonly producer: Database,
    readonly consumer: Database,
    readonly bus: BusDriver,
    private readonly names: { producer: string; consumer: string },
  ) {}

  static async open(servers: Servers, driver: 'rabbit' | 'in process'): Promise<BenchStage> {
    const number = ++stages;
    const names = { producer: `producer_${number}`, consumer: `consumer_${number}` };
    const open = async (name: string) => {
      const url = await ensureDatabase(servers.postgres.url, name);
      await migrate({ url, sources: [messagingMigrations], log: silentLog });
      return openDatabase(url, silentLog);
    };
    const bus =
      driver === 'rabbit'
        ? new RabbitBus({ url: servers.rabbit.url, log: silentLog })
        : new InProcessBus({ log: silentLog });
    const consumer = await open(names.consumer);
    await consumer.sql.execute('CREATE TABLE entry (account text NOT NULL, number integer NOT NULL)');
    return new BenchStage(
      driver === 'rabbit' ? servers.rabbit.url : undefined,
      await open(names.producer),
      consumer,
      bus,
      names,
    );
  }

  get outbox(): Outbox {
    return new Outbox(this.producer, this.names.producer, { catalogue: testCatalogue });
  }

  /** `count` events in the bulk lane, in one transaction. */
  fill(count: number): Promise<void> {
    const items = Array.from({ length: count }, (_, number) => {
      const event: Entry = { account: `account-${number % 1_000}`, number };
      return { event, aggregateId: event.account };
    });
    return this.producer.run(() => this.outbox.addAll(Deposited, items, 'bulk'));
  }

  async work(handlers: readonly Handler[]): Promise<() => Promise<void>> {
    const { producer, consumer, bus, names } = this;
    const runner = new ConsumerRunner({ service: names.consumer, db: consumer, bus, handlers, log: silentLog });
    await runner.start();
    const relay = new Relay({ service: names.producer, db: producer, bus, log: silentLog });
    relay.start();
    return async () => {
      await relay.stop();
      await runner.stop();
      await bus.close();
    };
  }

  /** Queues left behind would go on taking a copy of every event of the next stage. */
  async close(): Promise<void> {
    if (this.brokerUrl) await deleteQueues(this.brokerUrl, [this.names.consumer]);
    await this.producer.close();
    await this.consumer.close();
  }
}
