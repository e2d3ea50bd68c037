import type { EventEnvelope } from '@vortex/contracts/common';
import type { LaneName } from '../event-type';

/** One event handed to a consumer; it comes again until it is settled. */
export interface Delivery {
  readonly envelope: EventEnvelope;
  /** Delivered before without being finished, perhaps because its handler ended the process. */
  readonly suspect: boolean;
  /** To be called once the effect is committed, or the event is put among the dead letters. Harmless when too late. */
  settle(): void;
}

/** A bus passes on what it cannot read as an envelope without a type, so that it ends among the dead letters. */
export function isUnreadable({ envelope }: Delivery): boolean {
  return envelope.type === '';
}

/** Where a bus puts what it delivers. `deliver` never waits: the bus bounds what is out and not settled. */
export interface Sink {
  deliver(deliveries: readonly Delivery[]): void;
  /** The connection was lost: whatever is not settled will be delivered again, so what has not begun should be forgotten. */
  reset(): void;
}

/** Where events wait for a consumer that fell behind; in the consumer's own database. In process only. */
export interface WaitingRoom {
  add(lane: LaneName, envelopes: readonly EventEnvelope[]): Promise<void>;
  /** The oldest events waiting. */
  first(lane: LaneName, limit: number): Promise<EventEnvelope[]>;
  remove(lane: LaneName, ids: readonly string[]): Promise<void>;
}

export interface Subscription {
  readonly service: string;
  /** Full names of the event types it handles; all others are none of its business. */
  readonly types: readonly string[];
  readonly lanes: Readonly<Record<LaneName, Sink>>;
  /** What the bus itself gave up on. */
  readonly dead: Sink;
  readonly waitingRoom: WaitingRoom;
}

export interface ActiveSubscription {
  /** Ends delivery. Whatever is not settled by then is delivered to whoever subscribes next. */
  close(): Promise<void>;
}

export interface BusHealth {
  readonly state: 'ok' | 'degraded' | 'failed';
  readonly detail?: string;
}

export interface BusDriver {
  /** How many bulk events to publish at once, where the default does not suit: interactive ones cannot overtake those. */
  readonly bulkBatch?: number;
  /** Resolves when the bus has the events for every consumer of theirs, durably. In order per lane. */
  publish(envelopes: readonly EventEnvelope[]): Promise<void>;
  /** Resolves when events published from now on reach the subscription. */
  subscribe(subscription: Subscription): Promise<ActiveSubscription>;
  /**
   * Puts a mark behind all that waits for a service in each of its lanes, and returns the marks' ids. The service's inbox
   * records one once everything before it is done with. Absent where nothing waits outside of databases.
   */
  mark?(service: string): Promise<readonly string[]>;
  health(): BusHealth;
  close(): Promise<void>;
}

/** No event of the contracts is called so. */
export const markType = 'vortex.mark';

export function isMark({ envelope }: Delivery): boolean {
  return envelope.type === markType;
}
