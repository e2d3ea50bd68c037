import { DatabaseUnavailable, type Log, isConnectionFailure } from '@vortex/database';
import { backoffMs, pause } from '../backoff';
import type { MessagingDatabase } from '../database-port';

/**
 * Tells a database that is away from an event that cannot be handled. The first is waited out, however long it takes: an
 * event must not become a dead letter because a server restarts.
 */
export class Patience {
  constructor(
    private readonly db: MessagingDatabase,
    private readonly log: Log,
  ) {}

  /** A refused connection of a third party looks the same as ours, so only our own error or a failed ping counts. */
  async databaseIsAway(error: unknown): Promise<boolean> {
    if (error instanceof DatabaseUnavailable) return true;
    try {
      await this.db.ping();
      return false;
    } catch (pingError) {
      return pingError instanceof DatabaseUnavailable || isConnectionFailure(pingError);
    }
  }

  /** Resolves when the database answers again, or `signal` is aborted. */
  async untilDatabaseAnswers(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        return await this.db.ping();
      } catch (error) {
        if (attempt === 1) this.log.warn({ err: error }, 'consumer waits for its database');
        await pause(backoffMs(attempt, 50, 2_000), signal);
      }
    }
  }
}
