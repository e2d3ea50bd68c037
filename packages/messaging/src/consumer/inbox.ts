import type { MessagingDatabase } from '../database-port';

const record = `
  INSERT INTO messaging.inbox (event_id) SELECT DISTINCT unnest($1::uuid[]) ORDER BY 1
  ON CONFLICT DO NOTHING RETURNING event_id`;

const attempt = `
  INSERT INTO messaging.attempt AS a (event_id, attempts) VALUES ($1, 1)
  ON CONFLICT (event_id) DO UPDATE SET attempts = a.attempts + 1, last_at = now()
  RETURNING attempts`;

/** What this service has consumed. */
export class Inbox {
  constructor(private readonly db: MessagingDatabase) {}

  /**
   * Records events in the current transaction and returns the ids of those never recorded before. Where another replica
   * is just recording the same event this waits for its outcome.
   */
  async record(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.sql.query<{ event_id: string }>(record, [ids]);
    return new Set(rows.map((row) => row.event_id));
  }

  /** Whether all of them are recorded. */
  async hasAll(ids: readonly string[]): Promise<boolean> {
    const sql = 'SELECT count(*) AS count FROM messaging.inbox WHERE event_id = ANY($1::uuid[])';
    const [row] = await this.db.sql.query<{ count: bigint }>(sql, [ids]);
    return Number(row?.count ?? 0) === ids.length;
  }

  /** Counts an attempt, in a transaction of its own, and returns how many there were. */
  async countAttempt(id: string): Promise<number> {
    const [row] = await this.db.sql.query<{ attempts: number }>(attempt, [id]);
    return row?.attempts ?? 1;
  }

  async forgetAttempts(id: string): Promise<void> {
    await this.db.sql.execute('DELETE FROM messaging.attempt WHERE event_id = $1', [id]);
  }
}
