import type { EventEnvelope } from '@vortex/contracts/common';
import type { Log } from '@vortex/database';
import { laneOf, type LaneName } from '../../event-type';
import type { ActiveSubscription, BusDriver, BusHealth, Subscription } from '../bus-driver';
import { BusClosed } from '../bus.errors';
import { LaneQueue } from './lane-queue';

type Lanes = Readonly<Record<LaneName, LaneQueue>>;

export interface InProcessBusOptions {
  readonly log: Log;
  /** How long a consumer may hold up a producer before its events are put into its waiting room. Default: 1 s. */
  readonly patienceMs?: number;
}

/**
 * Hands events from the outbox to the consumers of the same process. An event leaves the outbox when every consumer has
 * committed its effect, or, where one has fallen behind, has it in its waiting room.
 */
export class InProcessBus implements BusDriver {
  /** Lanes share nothing here, and every batch waits for the consumer's commit. */
  readonly bulkBatch = 250;
  private readonly subscribers = new Map<string, { readonly types: ReadonlySet<string>; readonly lanes: Lanes }>();
  private closed = false;

  constructor(private readonly options: InProcessBusOptions) {}

  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    if (this.closed) throw new BusClosed();
    const takers = [...this.subscribers.values()].flatMap(({ types, lanes }) => {
      const wanted = envelopes.filter(({ type }) => types.has(type));
      const byLane = (lane: LaneName) => wanted.filter((envelope) => laneOf(envelope) === lane);
      return [lanes.interactive.take(byLane('interactive')), lanes.bulk.take(byLane('bulk'))];
    });
    await Promise.all(takers);
  }

  async subscribe(subscription: Subscription): Promise<ActiveSubscription> {
    const { service, types } = subscription;
    const former = this.subscribers.get(service);
    if (former && !former.lanes.interactive.isClosed) throw new Error(`${service} has already subscribed`);
    const lanes = { interactive: this.queue('interactive', subscription), bulk: this.queue('bulk', subscription) };
    await Promise.all([lanes.interactive.resume(), lanes.bulk.resume()]);
    this.subscribers.set(service, { types: new Set(types), lanes });
    // The closed queues stay: they refuse events, which then remain in the outbox for the next start.
    return {
      close: async () => {
        await Promise.all([lanes.interactive.close(), lanes.bulk.close()]);
      },
    };
  }

  health(): BusHealth {
    const waiting = [...this.subscribers].filter(([, { lanes }]) => lanes.interactive.isBehind || lanes.bulk.isBehind);
    if (waiting.length === 0) return { state: 'ok' };
    return { state: 'degraded', detail: `behind: ${waiting.map(([service]) => service).join(', ')}` };
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      [...this.subscribers.values()].flatMap(({ lanes }) => [lanes.interactive.close(), lanes.bulk.close()]),
    );
  }

  private queue(lane: LaneName, { service, lanes, waitingRoom }: Subscription): LaneQueue {
    const { log, patienceMs = 1_000 } = this.options;
    return new LaneQueue({ lane, service, sink: lanes[lane], waitingRoom, log, patienceMs, startedAt: new Date() });
  }
}
