import { EventEnvelope } from '@vortex/contracts/common';
import type { MessagingDatabase } from '../database-port';

export interface DeadLetter {
  readonly eventId: string;
  readonly type: string;
  readonly producer: string;
  readonly aggregateId: string;
  readonly tenantId: string;
  /** Name of the failure's class. */
  readonly reason: string;
  readonly error: string;
  readonly attempts: number;
  readonly replays: number;
  readonly deadAt: Date;
  readonly replayRequestedAt: Date | null;
}

const columns = `
  event_id AS "eventId", type, producer, aggregate_id AS "aggregateId", tenant_id AS "tenantId", reason, error, attempts,
  replays, dead_at AS "deadAt", replay_requested_at AS "replayRequestedAt"`;

const insert = `
  INSERT INTO messaging.dead_letter (event_id, type, producer, aggregate_id, tenant_id, envelope, reason, error, attempts)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (event_id) DO NOTHING`;

const errorLimit = 2_000;

/** Events a service could not handle. They lie in the service's own database, whatever bus brought them. */
export class DeadLetters {
  constructor(private readonly db: MessagingDatabase) {}

  /** Newest first. */
  list(options: { limit?: number; type?: string } = {}): Promise<DeadLetter[]> {
    const sql = `
      SELECT ${columns} FROM messaging.dead_letter WHERE $2::text IS NULL OR type = $2
      ORDER BY dead_at DESC, event_id DESC LIMIT $1`;
    return this.db.sql.query<DeadLetter>(sql, [options.limit ?? 50, options.type ?? null]);
  }

  async show(eventId: string): Promise<{ letter: DeadLetter; envelope: EventEnvelope } | undefined> {
    const sql = `SELECT ${columns}, envelope FROM messaging.dead_letter WHERE event_id = $1`;
    const [row] = await this.db.sql.query<DeadLetter & { envelope: Buffer }>(sql, [eventId]);
    if (!row) return undefined;
    const { envelope, ...letter } = row;
    return { letter, envelope: EventEnvelope.decode(envelope) };
  }

  /**
   * Asks the running service to handle them again; it does so within seconds. Asking twice is asking once, and effect and
   * removal commit together, so nothing is applied twice. Returns how many were asked for.
   */
  replay(selection: { eventIds: readonly string[] } | { type: string } | { all: true }): Promise<number> {
    const sql = `
      UPDATE messaging.dead_letter SET replay_requested_at = coalesce(replay_requested_at, now())
      WHERE ($1::uuid[] IS NULL OR event_id = ANY($1)) AND ($2::text IS NULL OR type = $2)`;
    const ids = 'eventIds' in selection ? selection.eventIds : null;
    return this.db.sql.execute(sql, [ids, 'type' in selection ? selection.type : null]);
  }

  /** Forgets them for good: their effect will never happen here. */
  discard(eventIds: readonly string[]): Promise<number> {
    return this.db.sql.execute('DELETE FROM messaging.dead_letter WHERE event_id = ANY($1::uuid[])', [eventIds]);
  }

  /** Puts an event here and into the inbox, so that a later delivery of it is a repetition. Repeating this is harmless. */
  async bury(envelope: EventEnvelope, failure: { error: unknown; attempts: number }): Promise<void> {
    const { id, type, producer, aggregateId, tenantId } = envelope;
    const bytes = EventEnvelope.encode(envelope).finish();
    const { reason, text } = describe(failure.error);
    await this.db.run(async () => {
      const recorded = await this.db.sql.execute(
        'INSERT INTO messaging.inbox (event_id) VALUES ($1) ON CONFLICT DO NOTHING',
        [id],
      );
      await this.db.sql.execute('DELETE FROM messaging.attempt WHERE event_id = $1', [id]);
      if (recorded === 0) return;
      const values = [id, type, producer, aggregateId, tenantId, Buffer.from(bytes), reason, text, failure.attempts];
      await this.db.sql.execute(insert, values);
    });
  }
}

export function describe(error: unknown): { reason: string; text: string } {
  if (!(error instanceof Error)) return { reason: 'Error', text: String(error).slice(0, errorLimit) };
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return { reason: error.name, text: `${error.message}${cause}`.replaceAll('\0', '').slice(0, errorLimit) };
}
