import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { Consume, type EventMeta, discoverHandlers } from '../src';
import { type Entry, Deposited } from '../test/json-event';
import { writeEntry } from '../test/messaging-lab';
import { BenchStage, type Servers } from './bench-stage';

class Watched {
  readonly arrived = new Map<number, number>();
  bulkDone = 0;

  constructor(private readonly db: Database) {}

  @Consume(Deposited)
  async deposit(event: Entry, { lane }: EventMeta): Promise<void> {
    await writeEntry(this.db, event);
    this.db.afterCommit(() => {
      if (lane === 'bulk') this.bulkDone++;
      else this.arrived.set(event.number, performance.now());
    });
  }
}

export interface Latency {
  /** Commit of the producer to commit of the consumer. */
  readonly milliseconds: readonly number[];
  readonly bulkPerSecond: number;
}

/** Interactive events, about forty a second, while `bulk` events drain through the same consumer. */
export async function latency(servers: Servers, driver: 'rabbit' | 'in process', bulk: number): Promise<Latency> {
  const stage = await BenchStage.open(servers, driver);
  const watched = new Watched(stage.consumer);
  const { outbox } = stage;
  const stop = await stage.work(discoverHandlers([watched]));
  const committed = new Map<number, number>();
  await stage.fill(bulk);
  const began = performance.now();
  const drained = () => watched.bulkDone >= bulk;
  for (let number = 0; bulk > 0 ? !drained() : number < 400; number++) {
    const event = { account: `person-${number % 20}`, number };
    await stage.producer.run(() => outbox.add(Deposited, event, { aggregateId: event.account }));
    committed.set(number, performance.now());
    await delay(15 + Math.random() * 20);
  }
  const bulkPerSecond = (bulk / (performance.now() - began)) * 1_000;
  await eventually(() => watched.arrived.size === committed.size);
  await stop();
  await stage.close();
  const milliseconds = [...committed].map(([number, at]) => Math.max(0, (watched.arrived.get(number) ?? 0) - at));
  return { milliseconds, bulkPerSecond };
}
