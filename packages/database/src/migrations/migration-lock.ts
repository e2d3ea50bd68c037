import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { MigrationError } from './migration.errors';

/** Any number, the same in every release. */
const key = 7_305_421_993;
const pollMs = 100;

/**
 * Begins a transaction that holds the lock of the one migrating process; the end of the transaction frees it, also
 * behind a pooler. Polled, because a session that waits inside a lock function holds a snapshot, and CREATE INDEX
 * CONCURRENTLY of the holder would wait for that snapshot for ever.
 */
export async function beginLocked(connection: pg.Client, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    await connection.query('BEGIN');
    const answer = await connection.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS locked', [key]);
    if (answer.rows[0]?.locked) return;
    await connection.query('ROLLBACK');
    if (Date.now() > deadline) {
      throw new MigrationError('lock_timeout', `another process has been migrating this database for ${timeoutMs} ms`);
    }
    await delay(pollMs);
  }
}
