import type { EventEnvelope } from '@vortex/contracts/common';
import type { Log } from '@vortex/database';
import { backoffMs, pause } from '../../backoff';
import type { LaneName } from '../../event-type';
import type { Sink, WaitingRoom } from '../bus-driver';
import { BusClosed } from '../bus.errors';

interface Outstanding {
  readonly envelope: EventEnvelope;
  readonly settled: Promise<void>;
  settle(): void;
}

export interface LaneQueueParts {
  readonly lane: LaneName;
  readonly service: string;
  readonly sink: Sink;
  readonly waitingRoom: WaitingRoom;
  readonly log: Log;
  readonly patienceMs: number;
  readonly startedAt: Date;
}

/** How many events out of the waiting room are with the consumer at once. */
const waitingRoomBatch = 250;
/** Events older than the process that are handled one by one, because one of them may have ended the last process. */
const suspects = 250;

/**
 * One consumer's lane. What is handed over is bounded by the producers' batches, since a relay waits for a batch before
 * it takes the next. When the consumer does not finish within `patienceMs`, what it has goes into its waiting room, and
 * so does all that follows, until the room is empty again: then producers and neighbours no longer wait for it.
 */
export class LaneQueue {
  private readonly outstanding = new Map<string, Outstanding>();
  private readonly closing = new AbortController();
  private behind = false;
  private draining: Promise<void> | undefined;
  private suspectsLeft = suspects;
  /** Stores on their way, and all there ever were: the room is only empty when none crossed the look into it. */
  private storing = 0;
  private stored = 0;

  constructor(private readonly parts: LaneQueueParts) {}

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  get isBehind(): boolean {
    return this.behind;
  }

  /** Continues with what a former process left in the waiting room. */
  async resume(): Promise<void> {
    const { waitingRoom, lane } = this.parts;
    if ((await waitingRoom.first(lane, 1)).length > 0) await this.fallBehind([]);
  }

  /** Resolves when the consumer has committed the events' effects, or has them in its waiting room. */
  async take(envelopes: readonly EventEnvelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    if (this.isClosed) throw new BusClosed();
    if (this.behind) return this.store(envelopes);
    const entries = this.handOver(envelopes);
    if (await this.inTime(Promise.all(entries.map(({ settled }) => settled)))) return;
    const late = entries.filter(({ envelope }) => this.outstanding.has(envelope.id));
    this.parts.log.info(
      { service: this.parts.service, lane: this.parts.lane, events: late.length },
      'consumer is behind',
    );
    await this.fallBehind(late.map(({ envelope }) => envelope));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.draining;
  }

  private handOver(envelopes: readonly EventEnvelope[]): Outstanding[] {
    const known = envelopes.map((envelope) => this.outstanding.get(envelope.id));
    const entries = envelopes.map((envelope, i) => known[i] ?? this.track(envelope));
    const fresh = entries.filter((_, i) => known[i] === undefined);
    const deliveries = fresh.map(({ envelope, settle }) => ({ envelope, settle, suspect: this.isSuspect(envelope) }));
    if (deliveries.length > 0) this.parts.sink.deliver(deliveries);
    return entries;
  }

  private track(envelope: EventEnvelope): Outstanding {
    let settle = (): void => undefined;
    const settled = new Promise<void>((resolve) => {
      settle = () => {
        this.outstanding.delete(envelope.id);
        resolve();
      };
    });
    const entry = { envelope, settled, settle };
    this.outstanding.set(envelope.id, entry);
    return entry;
  }

  private isSuspect({ occurredAt }: EventEnvelope): boolean {
    const old = (occurredAt ?? this.parts.startedAt) < this.parts.startedAt;
    return old && this.suspectsLeft-- > 0;
  }

  private async inTime(work: Promise<unknown>): Promise<boolean> {
    const patience = new AbortController();
    const late = pause(this.parts.patienceMs, patience.signal).then(() => false);
    try {
      return await this.unlessClosed(Promise.race([work.then(() => true), late]));
    } finally {
      patience.abort();
    }
  }

  private unlessClosed<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.closing;
    return new Promise((resolve, reject) => {
      const onClose = (): void => reject(new BusClosed());
      if (signal.aborted) return onClose();
      signal.addEventListener('abort', onClose, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onClose));
    });
  }

  /** From here on everything goes through the waiting room, beginning with these. */
  private fallBehind(envelopes: readonly EventEnvelope[]): Promise<void> {
    this.behind = true;
    const stored = envelopes.length > 0 ? this.store(envelopes) : Promise.resolve();
    // When storing fails the events stay in the outbox and come again; what the room holds is worked off all the same.
    this.draining ??= stored
      .catch(() => undefined)
      .then(() => this.drain())
      .finally(() => (this.draining = undefined));
    return stored;
  }

  private store(envelopes: readonly EventEnvelope[]): Promise<void> {
    this.storing++;
    this.stored++;
    return this.parts.waitingRoom.add(this.parts.lane, envelopes).finally(() => this.storing--);
  }

  private async drain(): Promise<void> {
    const { waitingRoom, lane, log, service } = this.parts;
    for (let failures = 0; !this.isClosed;) {
      try {
        const storedBefore = this.stored;
        const envelopes = await waitingRoom.first(lane, waitingRoomBatch);
        if (envelopes.length === 0 && this.storing === 0 && this.stored === storedBefore) {
          this.behind = false;
          log.info({ service, lane }, 'consumer has caught up');
          return;
        }
        await this.unlessClosed(Promise.all(this.handOver(envelopes).map(({ settled }) => settled)));
        await waitingRoom.remove(
          lane,
          envelopes.map(({ id }) => id),
        );
        failures = 0;
      } catch (error) {
        if (this.isClosed) return;
        log.warn({ err: error, service, lane }, 'waiting room cannot be reached');
        await pause(backoffMs(++failures, 50, 2_000), this.closing.signal);
      }
    }
  }
}
