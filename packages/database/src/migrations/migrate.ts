import pg from 'pg';
import { DatabaseUnavailable } from '../database.errors';
import { isConnectionFailure } from '../failure';
import type { Log } from '../log';
import { createTable, readApplied } from './applied-migrations';
import { applyMigration } from './apply-migration';
import { type MigrationSource, readMigrations } from './migration-file';
import { beginLocked } from './migration-lock';
import { pendingMigrations } from './pending-migrations';

export interface MigrateOptions {
  readonly url: string;
  /** Applied in this order, each source with its own numbering. */
  readonly sources: readonly MigrationSource[];
  readonly log: Log;
  /** The running release, `major.minor.patch`; decides whether a contract in the database is beyond it. */
  readonly release?: string;
  /** Only these and nothing after them, each `<source>/<name>`: a database as it was when no others had been applied. */
  readonly only?: ReadonlySet<string>;
}

export interface MigrationReport {
  readonly applied: readonly { readonly source: string; readonly name: string; readonly durationMs: number }[];
}

const tableLockTimeoutMs = 60 * 60_000;

/** Applies forward-only SQL migrations. Several processes may start at once: each migration is applied by one of them. */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const opened: pg.Client[] = [];
  const open = async () => {
    const connection = await connect(options.url);
    opened.push(connection);
    return connection;
  };
  try {
    return await applyAll(options, await open(), open);
  } catch (error) {
    throw isConnectionFailure(error) ? new DatabaseUnavailable('migrate', error) : error;
  } finally {
    await Promise.all(opened.map((connection) => connection.end().catch(() => undefined)));
  }
}

async function applyAll(
  options: MigrateOptions,
  main: pg.Client,
  second: () => Promise<pg.Client>,
): Promise<MigrationReport> {
  const applied = await readApplied(main);
  const plan = [];
  // Everything is checked before anything is applied.
  for (const source of options.sources) {
    const seen = applied.filter((row) => row.source === source.name);
    const known = (await readMigrations(source)).filter(
      ({ name }) => options.only?.has(`${source.name}/${name}`) ?? true,
    );
    plan.push({ source, pending: pendingMigrations(source.name, known, seen, options.release) });
  }

  const report: { source: string; name: string; durationMs: number }[] = [];
  if (plan.some(({ pending }) => pending.length > 0)) await prepareTable(main);
  for (const { source, pending } of plan) {
    for (const migration of pending) {
      const durationMs = await applyMigration({ main, second }, source, migration);
      if (durationMs === undefined) continue;
      options.log.info({ source: source.name, migration: migration.name, durationMs }, 'migration applied');
      report.push({ source: source.name, name: migration.name, durationMs });
    }
  }
  return { applied: report };
}

/** Under the lock, because even CREATE … IF NOT EXISTS fails when two do it at once. */
async function prepareTable(connection: pg.Client): Promise<void> {
  await beginLocked(connection, tableLockTimeoutMs);
  await createTable(connection);
  await connection.query('COMMIT');
}

async function connect(url: string): Promise<pg.Client> {
  const address = new URL(url);
  address.searchParams.delete('pgbouncer');
  address.searchParams.delete('schema');
  const connection = new pg.Client({ connectionString: address.toString() });
  connection.on('error', () => undefined);
  await connection.connect();
  return connection;
}
