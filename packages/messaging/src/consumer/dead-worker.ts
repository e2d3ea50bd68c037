import type { Delivery, Sink } from '../bus/bus-driver';
import { GivenUpByBus } from './consumer.errors';
import type { SingleEvent } from './single-event';

/** Carries what the bus gave up on into the dead letters of this service's database. */
export class DeadWorker implements Sink {
  private readonly stopping = new AbortController();
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly single: SingleEvent) {}

  deliver(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.tail = this.tail.then(() => this.single.bury(delivery, new GivenUpByBus(), 0, this.stopping.signal));
    }
  }

  /** Those already under way are written twice at most, and the second time is harmless. */
  reset(): void {}

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.tail;
  }
}
