import type { Log } from '@vortex/database';
import { type Delivery, type Sink, isMark, isUnreadable } from '../bus/bus-driver';
import { describe } from '../dead-letters/dead-letters';
import type { LaneName } from '../event-type';
import { Gate } from '../gate';
import type { MessagingObserver } from '../observer';
import type { RightOfWay } from '../right-of-way';
import { ChunkSize } from './chunk-size';
import { Unreadable } from './consumer.errors';
import type { EventProcessor } from './event-processor';
import { LaneBuffer, aggregateOf } from './lane-buffer';
import type { Patience } from './patience';
import type { SingleEvent } from './single-event';

const idleMs = 60_000;
const bulkPatienceMs = 50;
const parallelRetries = 8;

export interface LaneWorkerParts {
  readonly lane: LaneName;
  readonly processor: EventProcessor;
  readonly single: SingleEvent;
  readonly patience: Patience;
  readonly rightOfWay: RightOfWay;
  readonly log: Log;
  readonly observer: MessagingObserver;
}

/** Works off one lane: what waits goes into one transaction; what fails there goes one by one, aggregate by aggregate. */
export class LaneWorker implements Sink {
  private readonly buffer = new LaneBuffer();
  private readonly gate = new Gate();
  private readonly stopping = new AbortController();
  private readonly retries = new Set<Promise<void>>();
  private marks: Delivery[] = [];
  private readonly chunkSize: ChunkSize;
  private generation = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: LaneWorkerParts) {
    const bounds = parts.lane === 'bulk' ? { min: 32, max: 250, targetMs: 15 } : { min: 32, max: 100, targetMs: 30 };
    this.chunkSize = new ChunkSize(bounds);
  }

  deliver(deliveries: readonly Delivery[]): void {
    this.marks.push(...deliveries.filter(isMark));
    this.buffer.add(deliveries.filter((delivery) => !isMark(delivery) && this.concerns(delivery)));
    this.gate.open();
  }

  reset(): void {
    this.generation++;
    this.buffer.clear();
    this.marks = [];
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes the transaction under way and begins no other. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.retries);
  }

  /** A release older than the producer's gets events it has never heard of: they are none of its business. */
  private concerns(delivery: Delivery): boolean {
    const known = isUnreadable(delivery) || this.parts.processor.handles(delivery.envelope.type);
    if (!known) delivery.settle();
    return known;
  }

  private async run(): Promise<void> {
    const { lane, rightOfWay } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (lane === 'bulk' && this.buffer.size > 0) await rightOfWay.giveWay(bulkPatienceMs, signal);
      const chunk = this.buffer.take(this.chunkSize.current);
      if (chunk.length === 0) {
        await this.passMarks();
        await this.gate.wait(idleMs, signal);
      } else if (lane === 'interactive') await rightOfWay.interactively(() => this.work(chunk));
      else await this.work(chunk);
    }
  }

  /** Tells of marks that everything which came before them is done with: nothing waits, and nothing is being retried. */
  private async passMarks(): Promise<void> {
    const { marks } = this;
    if (marks.length === 0 || this.buffer.size > 0 || this.retries.size > 0) return;
    this.marks = [];
    try {
      await this.parts.processor.inbox.record(marks.map(({ envelope }) => envelope.id));
      for (const mark of marks) mark.settle();
    } catch (error) {
      // Whoever waits for a mark does not wait for long; the bus brings an unsettled one again.
      this.parts.log.warn({ err: error, lane: this.parts.lane }, 'a mark could not be recorded');
    }
  }

  private async work(chunk: readonly Delivery[]): Promise<void> {
    const [first] = chunk;
    if (!first) return;
    if (isUnreadable(first)) return this.eachAlone(chunk);
    if (first.suspect) return this.parts.single.handle(first, this.stopping.signal);
    const generation = this.generation;
    try {
      await this.together(chunk);
    } catch (error) {
      if (await this.parts.patience.databaseIsAway(error)) {
        await this.parts.patience.untilDatabaseAnswers(this.stopping.signal);
        // After a reset the bus brings them again by itself.
        if (generation === this.generation) this.buffer.putBack(chunk);
        return;
      }
      const { reason } = describe(error);
      this.parts.log.debug({ lane: this.parts.lane, events: chunk.length, reason }, 'a batch failed: one by one');
      await this.eachAlone(chunk);
    }
  }

  private async together(chunk: readonly Delivery[]): Promise<void> {
    const began = performance.now();
    await this.parts.processor.apply(chunk.map(({ envelope }) => envelope));
    for (const delivery of chunk) delivery.settle();
    this.chunkSize.observe(chunk.length, performance.now() - began);
    this.tellConsumed(chunk);
  }

  /** Aggregates in parallel and beside the lane; an aggregate's own later events wait. */
  private async eachAlone(chunk: readonly Delivery[]): Promise<void> {
    for (const [aggregate, deliveries] of byAggregate(chunk)) {
      if (this.retries.size >= parallelRetries) await Promise.race(this.retries);
      this.buffer.hold(aggregate);
      const retry = this.inOrder(deliveries).finally(() => {
        this.retries.delete(retry);
        this.buffer.release(aggregate);
        this.gate.open();
      });
      this.retries.add(retry);
    }
  }

  private async inOrder(deliveries: readonly Delivery[]): Promise<void> {
    const { single } = this.parts;
    const { signal } = this.stopping;
    for (const delivery of deliveries) {
      if (isUnreadable(delivery)) await single.bury(delivery, new Unreadable('', undefined), 1, signal);
      else await single.handle(delivery, signal);
    }
  }

  private tellConsumed(chunk: readonly Delivery[]): void {
    const oldest = chunk[0]?.envelope.occurredAt?.getTime() ?? Date.now();
    this.parts.observer.consumed?.({ lane: this.parts.lane, count: chunk.length, lagMs: Date.now() - oldest });
  }
}

function byAggregate(chunk: readonly Delivery[]): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of chunk) {
    const aggregate = aggregateOf(delivery);
    groups.set(aggregate, [...(groups.get(aggregate) ?? []), delivery]);
  }
  return groups;
}
