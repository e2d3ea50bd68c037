import type { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { Consume, ConsumeBatch, type Received, discoverHandlers } from '../src';
import { type Entry, Deposited } from '../test/json-event';
import { writeEntry } from '../test/messaging-lab';
import { BenchStage, type Servers } from './bench-stage';

class Counting {
  done = 0;

  constructor(protected readonly db: Database) {}

  protected count(events: number): void {
    this.done += events;
  }
}

/** One statement for each event, as most handlers are. */
export class OneByOne extends Counting {
  @Consume(Deposited)
  async deposit(event: Entry): Promise<void> {
    await writeEntry(this.db, event);
    this.count(1);
  }
}

/** One statement for all events that wait together. */
export class SetWise extends Counting {
  @ConsumeBatch(Deposited)
  async deposit(events: readonly Received<Entry>[]): Promise<void> {
    await this.db.sql.execute('INSERT INTO entry SELECT * FROM unnest($1::text[], $2::int[])', [
      events.map(({ event }) => event.account),
      events.map(({ event }) => event.number),
    ]);
    this.count(events.length);
  }
}

/** Events per second from a full outbox to committed effects. */
export async function throughput(
  servers: Servers,
  driver: 'rabbit' | 'in process',
  Handlers: new (db: Database) => Counting,
  events: number,
): Promise<number> {
  const stage = await BenchStage.open(servers, driver);
  await stage.fill(events);
  const handlers = new Handlers(stage.consumer);
  const began = performance.now();
  const stop = await stage.work(discoverHandlers([handlers]));
  await eventually(() => handlers.done >= events, { timeoutMs: 300_000, intervalMs: 2 });
  await eventually(
    async () =>
      Number((await stage.producer.sql.query<{ n: bigint }>('SELECT count(*) AS n FROM messaging.outbox'))[0]?.n) === 0,
    { timeoutMs: 60_000, intervalMs: 2 },
  );
  const seconds = (performance.now() - began) / 1_000;
  await stop();
  await stage.close();
  return events / seconds;
}
