import type { Log } from '@vortex/database';
import { pause, within } from '../backoff';
import type { BusDriver } from '../bus/bus-driver';
import { type LaneName, lanes } from '../event-type';
import type { MessagingObserver } from '../observer';
import { Connection } from './connection';
import { Lease, leaseName } from './lease';
import { OutboxReader } from './outbox-reader';
import { LeaseLost, RelayLane, safetyPollMs } from './relay-lane';
import { RightOfWay } from '../right-of-way';

const drainMs = 5_000;
const candidacyMs = 500;

interface SessionOptions {
  readonly url: string;
  readonly holder: string;
  readonly bus: BusDriver;
  readonly log: Log;
  readonly observer: MessagingObserver;
  readonly leaseTtlMs: number;
}

/** One life of a relay: from connecting to losing the connection, the lease, or being stopped. */
export class RelaySession {
  private readonly ending = new AbortController();
  private readonly connections: Connection[] = [];
  private readonly wakers = new Map<string, () => void>();
  private lost: Error | undefined;

  constructor(private readonly options: SessionOptions) {}

  async run(stop: AbortSignal, onLead: (leads: boolean) => void): Promise<void> {
    const end = (): void => this.ending.abort();
    stop.addEventListener('abort', end, { once: true });
    try {
      const control = await this.connect();
      await control.listen('vortex_outbox', (lane) => this.wakers.get(lane)?.());
      const lease = await this.candidate(control);
      if (!lease) return;
      onLead(true);
      this.options.log.info({ holder: this.options.holder, token: lease.token }, 'relay leads');
      await this.lead(control, lease);
    } finally {
      stop.removeEventListener('abort', end);
      await Promise.all(this.connections.map((connection) => connection.close()));
    }
    if (this.lost) throw this.lost;
  }

  private async connect(options?: { relaxed: boolean }): Promise<Connection> {
    const onLost = (error: Error): void => {
      this.lost ??= this.ending.signal.aborted ? undefined : error;
      this.ending.abort();
    };
    const connection = await Connection.open(this.options.url, onLost, options);
    this.connections.push(connection);
    return connection;
  }

  private async candidate(control: Connection): Promise<Lease | undefined> {
    const { holder, leaseTtlMs } = this.options;
    while (!this.ending.signal.aborted) {
      const lease = await Lease.acquire(control, { name: leaseName, holder, ttlMs: leaseTtlMs });
      if (lease) return lease;
      await pause(candidacyMs, this.ending.signal);
    }
    return undefined;
  }

  private async lead(control: Connection, lease: Lease): Promise<void> {
    const rightOfWay = new RightOfWay();
    const fence = { name: leaseName, token: lease.token };
    const readers = new Map<LaneName, OutboxReader>();
    const work: Promise<void>[] = [];
    for (const lane of lanes) {
      // A removal that a crash undoes is only a repetition, which the inbox knows.
      const reader = new OutboxReader(await this.connect({ relaxed: true }), lane, fence);
      const { bus, log, observer } = this.options;
      const loop = new RelayLane({ lane, reader, bus, rightOfWay, log, observer });
      this.wakers.set(lane, () => loop.wake());
      readers.set(lane, new OutboxReader(control, lane, fence));
      work.push(this.ownPart(loop.run(this.ending.signal)));
    }
    work.push(this.ownPart(this.keepLease(lease)), this.ownPart(this.tellBacklog(readers)));
    await new Promise<void>((resolve) => {
      if (this.ending.signal.aborted) resolve();
      else this.ending.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await within(drainMs, 'draining the relay', Promise.all(work)).catch((error: unknown) => {
      this.options.log.warn({ err: error }, 'relay stopped with events on their way; they will be published again');
    });
    if (!this.lost) await lease.release().catch(() => undefined);
  }

  /** Any part that fails ends the session. */
  private ownPart(part: Promise<void>): Promise<void> {
    return part.catch((error: unknown) => {
      this.lost ??= error instanceof Error ? error : new Error(String(error));
      this.ending.abort();
    });
  }

  private async keepLease(lease: Lease): Promise<void> {
    while (!this.ending.signal.aborted) {
      await pause(this.options.leaseTtlMs / 4, this.ending.signal);
      if (!this.ending.signal.aborted && !(await lease.renew())) throw new LeaseLost();
    }
  }

  private async tellBacklog(readers: ReadonlyMap<LaneName, OutboxReader>): Promise<void> {
    const { observer } = this.options;
    while (observer.backlog && !this.ending.signal.aborted) {
      for (const [lane, reader] of readers) observer.backlog({ lane, ...(await reader.backlog()) });
      await pause(safetyPollMs, this.ending.signal);
    }
  }
}
