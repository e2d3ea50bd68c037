import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isApplied, record } from './applied-migrations';
import { type Migration, type MigrationSource, withoutComments } from './migration-file';
import { beginLocked } from './migration-lock';
import { MigrationError } from './migration.errors';

export interface MigrationConnections {
  /** Holds the lock, and applies. */
  readonly main: pg.Client;
  /** Applies what cannot run in a transaction while `main` holds the lock. */
  second(): Promise<pg.Client>;
}

/** While a DDL statement waits for its lock, all later readers of the table wait behind it. So it waits briefly, again and again. */
const lockTimeout = '2s';
const lockAttempts = 15;
const lockPauseMs = 1_000;
const lockNotAvailable = '55P03';
/** For others to finish, including an index on a large table. */
const othersMs = 60 * 60_000;

/** Returns how long it took in ms, or undefined when another process has applied it meanwhile. */
export async function applyMigration(
  connections: MigrationConnections,
  source: MigrationSource,
  migration: Migration,
): Promise<number | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyOnce(connections, source, migration);
    } catch (error) {
      if (error instanceof MigrationError) throw error;
      const lockBusy = error instanceof pg.DatabaseError && error.code === lockNotAvailable;
      if (lockBusy && attempt < lockAttempts) {
        await delay(lockPauseMs);
        continue;
      }
      throw new MigrationError('failed', `${source.name}/${migration.name} failed: ${describe(error)}`, error);
    }
  }
}

async function applyOnce(
  connections: MigrationConnections,
  source: MigrationSource,
  migration: Migration,
): Promise<number | undefined> {
  const { main } = connections;
  await beginLocked(main, othersMs);
  try {
    if (await isApplied(main, source.name, migration.name)) {
      await main.query('ROLLBACK');
      return undefined;
    }
    const startedAt = performance.now();
    if (migration.inTransaction) await applyInTransaction(main, source, migration);
    else await applyOutside(connections, migration);
    const durationMs = Math.round(performance.now() - startedAt);
    await record(main, source.name, migration, durationMs);
    await main.query('COMMIT');
    return durationMs;
  } catch (error) {
    await main.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function applyInTransaction(connection: pg.Client, source: MigrationSource, migration: Migration): Promise<void> {
  const schema = pg.escapeIdentifier(source.schema ?? 'public');
  await connection.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await connection.query(`SET LOCAL search_path TO ${schema}`);
  await connection.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
  await connection.query(`SET LOCAL statement_timeout = ${pg.escapeLiteral(migration.statementTimeout)}`);
  await connection.query(migration.sql);
}

/** With the lock held by `main`, which must hold nothing else: CREATE INDEX CONCURRENTLY waits for every older snapshot. */
async function applyOutside({ main, second }: MigrationConnections, migration: Migration): Promise<void> {
  // A query with parameters leaves its portal open, with its snapshot; one without closes it.
  await main.query('SELECT 1');
  await applyStatements(await second(), migration);
}

/**
 * One statement at a time, since several in one message are a transaction. When one fails the next start begins anew,
 * so they say IF [NOT] EXISTS; what a broken CREATE INDEX CONCURRENTLY left behind is removed first, or IF NOT EXISTS
 * would be content with an index that is not valid.
 */
async function applyStatements(connection: pg.Client, migration: Migration): Promise<void> {
  const text = withoutComments(migration.sql);
  if (text.includes('$$')) {
    throw new MigrationError('malformed', `${migration.name}: a migration without a transaction has no $$ bodies`);
  }
  const broken = await connection.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_index i
       JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid`,
  );
  for (const index of broken.rows.filter((row) => text.includes(row.name))) {
    await connection.query(
      `DROP INDEX CONCURRENTLY IF EXISTS ${pg.escapeIdentifier(index.schema)}.${pg.escapeIdentifier(index.name)}`,
    );
  }
  for (const statement of text.split(/;\s*(?:\n|$)/)) {
    if (statement.trim()) await connection.query(statement);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error);
  const where = error.position ? ` (at character ${error.position})` : '';
  return `${error.message}${where}${error.detail ? `: ${error.detail}` : ''}`;
}
