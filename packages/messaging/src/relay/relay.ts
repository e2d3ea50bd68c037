import { hostname } from 'node:os';
import type { Log } from '@vortex/database';
import { backoffMs, pause } from '../backoff';
import type { BusDriver } from '../bus/bus-driver';
import type { MessagingDatabase } from '../database-port';
import { laneNumber } from '../event-type';
import type { MessagingObserver } from '../observer';
import { LeaseLost } from './relay-lane';
import { RelaySession } from './relay-session';

export interface RelayOptions {
  readonly service: string;
  readonly db: Pick<MessagingDatabase, 'url' | 'sql'>;
  readonly bus: BusDriver;
  readonly log: Log;
  readonly observer?: MessagingObserver;
  /** How long a silent leader is believed to live. Default: 8 s. */
  readonly leaseTtlMs?: number;
}

/**
 * Takes events from a service's outbox to the bus. Any number of replicas may run; one leads. In process, start it after
 * every consumer has started: an event goes to those who are subscribed.
 */
export class Relay {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private leads = false;

  constructor(private readonly options: RelayOptions) {}

  /** Whether this replica is the one that publishes. */
  get isLeader(): boolean {
    return this.leads;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes the batches on their way to the bus, for at most a few seconds, and hands the lease on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Rows in the outbox. */
  async backlog(): Promise<number> {
    const sql = 'SELECT count(*) AS count FROM messaging.outbox WHERE lane = ANY($1::smallint[])';
    const [row] = await this.options.db.sql.query<{ count: bigint }>(sql, [Object.values(laneNumber)]);
    return Number(row?.count ?? 0);
  }

  private async run(): Promise<void> {
    const { service, db, bus, log, observer = {}, leaseTtlMs = 8_000 } = this.options;
    const holder = `${service}@${hostname()}/${process.pid}`;
    for (let failures = 0; !this.stopping.signal.aborted;) {
      const session = new RelaySession({ url: db.url, holder, bus, log, observer, leaseTtlMs });
      try {
        await session.run(this.stopping.signal, (leads) => {
          this.leads = leads;
          if (leads) failures = 0;
        });
      } catch (error) {
        const inMs = backoffMs(++failures, 50, 2_000);
        if (error instanceof LeaseLost) log.info({ service }, 'relay gave way to another, or to a hold');
        else log.warn({ err: error, service, retryInMs: inMs }, 'relay lost its database');
        await pause(inMs, this.stopping.signal);
      } finally {
        this.leads = false;
      }
    }
  }
}
