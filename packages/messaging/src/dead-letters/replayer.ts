import { EventEnvelope } from '@vortex/contracts/common';
import type { Log } from '@vortex/database';
import { pause } from '../backoff';
import type { EventProcessor } from '../consumer/event-processor';
import type { MessagingDatabase } from '../database-port';
import { describe } from './dead-letters';

const pollMs = 1_000;

const claim = `
  SELECT event_id, envelope FROM messaging.dead_letter WHERE replay_requested_at IS NOT NULL
  ORDER BY replay_requested_at, dead_at, event_id LIMIT 1 FOR UPDATE SKIP LOCKED`;

const fail = `
  UPDATE messaging.dead_letter
  SET replay_requested_at = NULL, replays = replays + 1, reason = $2, error = $3 WHERE event_id = $1`;

/** Handles dead letters again when somebody asked for it. */
export class Replayer {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: MessagingDatabase,
    private readonly processor: EventProcessor,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // A database that is away is somebody else's to report: the next round comes anyway.
      const found = await this.replayOne().catch(() => false);
      if (!found) await pause(pollMs, this.stopping.signal);
    }
  }

  private async replayOne(): Promise<boolean> {
    let claimed: string | undefined;
    try {
      return await this.db.run(async () => {
        const [row] = await this.db.sql.query<{ event_id: string; envelope: Buffer }>(claim);
        if (!row) return false;
        claimed = row.event_id;
        await this.processor.handle([EventEnvelope.decode(row.envelope)]);
        await this.db.sql.execute('DELETE FROM messaging.dead_letter WHERE event_id = $1', [row.event_id]);
        this.log.info({ eventId: row.event_id }, 'dead letter replayed');
        return true;
      });
    } catch (error) {
      if (claimed === undefined) throw error;
      const { reason, text } = describe(error);
      await this.db.sql.execute(fail, [claimed, reason, text]);
      this.log.warn({ eventId: claimed, reason }, 'a dead letter failed again');
      return true;
    }
  }
}
