import type { Log } from '@vortex/database';
import { backoffMs, pause } from '../backoff';
import type { BusDriver } from '../bus/bus-driver';
import type { LaneName } from '../event-type';
import { Gate } from '../gate';
import type { MessagingObserver } from '../observer';
import type { OutboxReader } from './outbox-reader';
import type { RightOfWay } from '../right-of-way';

/** Bulk comes in smaller bites: what is on its way to the broker cannot be overtaken any more. */
const batchOf = {
  interactive: { rows: 500, bytes: 1024 * 1024 },
  bulk: { rows: 120, bytes: 512 * 1024 },
} as const;

/** LISTEN tells of every commit; the poll is for what it cannot tell, such as rows restored from a backup. */
export const safetyPollMs = 2_000;
const bulkPatienceMs = 100;

export interface RelayLaneParts {
  readonly lane: LaneName;
  readonly reader: OutboxReader;
  readonly bus: BusDriver;
  readonly rightOfWay: RightOfWay;
  readonly log: Log;
  readonly observer: MessagingObserver;
}

/** Moves one lane's rows from the outbox to the bus, one batch after the other, for as long as the lease is held. */
export class RelayLane {
  private readonly gate = new Gate();
  private readonly limits: { readonly rows: number; readonly bytes: number };
  private failures = 0;

  constructor(private readonly parts: RelayLaneParts) {
    const { lane, bus } = parts;
    this.limits = lane === 'bulk' ? { ...batchOf.bulk, rows: bus.bulkBatch ?? batchOf.bulk.rows } : batchOf.interactive;
  }

  wake(): void {
    this.gate.open();
  }

  /** Ends when aborted; throws when the database or the lease is lost. */
  async run(signal: AbortSignal): Promise<void> {
    const { lane, rightOfWay } = this.parts;
    while (!signal.aborted) {
      if (lane === 'bulk') await rightOfWay.giveWay(bulkPatienceMs, signal);
      const moved = lane === 'bulk' ? await this.moveBatch(signal) : await this.moveInteractive(signal);
      if (moved === 0) await this.gate.wait(safetyPollMs, signal);
    }
  }

  private moveInteractive(signal: AbortSignal): Promise<number> {
    return this.parts.rightOfWay.interactively(() => this.moveBatch(signal));
  }

  /** Number of rows taken up, published or not. */
  private async moveBatch(signal: AbortSignal): Promise<number> {
    const { lane, reader, bus, log, observer } = this.parts;
    const envelopes = await reader.next(this.limits);
    if (envelopes.length === 0) return 0;
    try {
      await bus.publish(envelopes);
      this.failures = 0;
    } catch (error) {
      const inMs = backoffMs(++this.failures, 50, 5_000);
      log.warn({ err: error, lane, events: envelopes.length, retryInMs: inMs }, 'the bus did not take events');
      await pause(inMs, signal);
      return envelopes.length;
    }
    if (!(await reader.finish(envelopes))) throw new LeaseLost();
    observer.published?.({ lane, count: envelopes.length });
    return envelopes.length;
  }
}

export class LeaseLost extends Error {
  constructor() {
    super('another relay holds the lease');
    this.name = 'LeaseLost';
  }
}
