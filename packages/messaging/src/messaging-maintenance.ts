import type { Log } from '@vortex/database';
import { pause } from './backoff';
import type { MessagingDatabase } from './database-port';

export interface MaintenanceOptions {
  readonly db: MessagingDatabase;
  readonly log: Log;
  /**
   * How long an event is recognised as already consumed. It must be longer than any event can be on its way: an outage
   * of a broker or of a consumer included. Default: 30 days.
   */
  readonly inboxRetentionMs?: number;
  /** Default: 1 h. */
  readonly intervalMs?: number;
  readonly now?: () => Date;
}

const rowsAtOnce = 5_000;
const breathMs = 50;
const dayMs = 24 * 60 * 60 * 1_000;

/** Removes what nobody will ask for again, in chunks small enough that nobody waits for them. */
export class MessagingMaintenance {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: MaintenanceOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One round. Returns the number of rows removed. */
  async purge(): Promise<number> {
    const { inboxRetentionMs = 30 * dayMs, now = () => new Date() } = this.options;
    const before = new Date(now().getTime() - inboxRetentionMs);
    const inbox = await this.purgeTable('messaging.inbox', 'received_at', before);
    return inbox + (await this.purgeTable('messaging.attempt', 'last_at', before));
  }

  private async purgeTable(table: string, column: string, before: Date): Promise<number> {
    const sql = `
      DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT ${rowsAtOnce}))`;
    for (let total = 0; ;) {
      const removed = await this.options.db.sql.execute(sql, [before]);
      total += removed;
      if (removed < rowsAtOnce || this.stopping.signal.aborted) return total;
      await pause(breathMs, this.stopping.signal);
    }
  }

  private async run(): Promise<void> {
    const { log, intervalMs = dayMs / 24 } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        const removed = await this.purge();
        if (removed > 0) log.info({ rows: removed }, 'purged messaging tables');
      } catch (error) {
        log.warn({ err: error }, 'could not purge messaging tables; trying again later');
      }
      await pause(intervalMs, this.stopping.signal);
    }
  }
}
