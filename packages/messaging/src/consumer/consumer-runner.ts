import type { Log } from '@vortex/database';
import type { ActiveSubscription, BusDriver } from '../bus/bus-driver';
import type { MessagingDatabase } from '../database-port';
import { DeadLetters } from '../dead-letters/dead-letters';
import { Replayer } from '../dead-letters/replayer';
import type { LaneName } from '../event-type';
import type { MessagingObserver } from '../observer';
import { RightOfWay } from '../right-of-way';
import { DatabaseWaitingRoom } from './database-waiting-room';
import { DeadWorker } from './dead-worker';
import { EventProcessor } from './event-processor';
import type { Handler } from './handler';
import { LaneWorker } from './lane-worker';
import { Patience } from './patience';
import { type RetryPolicy, SingleEvent, defaultRetry } from './single-event';

export interface ConsumerRunnerOptions {
  readonly service: string;
  readonly db: MessagingDatabase;
  readonly bus: BusDriver;
  readonly handlers: readonly Handler[];
  readonly log: Log;
  readonly observer?: MessagingObserver;
  readonly retry?: RetryPolicy;
}

/** Consumes a service's events: one loop for each lane, so that bulk never stands before interactive. */
export class ConsumerRunner {
  private readonly workers: Readonly<Record<LaneName, LaneWorker>>;
  private readonly dead: DeadWorker;
  private readonly processor: EventProcessor;
  private readonly replayer: Replayer;
  private subscription: ActiveSubscription | undefined;

  constructor(private readonly options: ConsumerRunnerOptions) {
    const { service, db, handlers, log, observer = {}, retry = defaultRetry } = options;
    const processor = new EventProcessor(service, db, handlers);
    const patience = new Patience(db, log);
    const single = new SingleEvent({ processor, deadLetters: new DeadLetters(db), patience, retry, log, observer });
    const rightOfWay = new RightOfWay();
    const worker = (lane: LaneName) => new LaneWorker({ lane, processor, single, patience, rightOfWay, log, observer });
    this.workers = { interactive: worker('interactive'), bulk: worker('bulk') };
    this.dead = new DeadWorker(single);
    this.processor = processor;
    this.replayer = new Replayer(db, processor, log);
  }

  /** Resolves when events published from now on reach the handlers. Does nothing for a service without handlers. */
  async start(): Promise<void> {
    const { service, bus, db } = this.options;
    if (this.processor.types.length === 0) return;
    this.workers.interactive.start();
    this.workers.bulk.start();
    this.replayer.start();
    this.subscription = await bus.subscribe({
      service,
      types: this.processor.types,
      lanes: this.workers,
      dead: this.dead,
      waitingRoom: new DatabaseWaitingRoom(db),
    });
  }

  /** Finishes the transactions under way; what has not begun goes back to the bus. */
  async stop(): Promise<void> {
    const { interactive, bulk } = this.workers;
    await Promise.all([interactive.stop(), bulk.stop(), this.dead.stop(), this.replayer.stop()]);
    await this.subscription?.close();
  }
}
