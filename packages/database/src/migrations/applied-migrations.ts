import type pg from 'pg';
import type { Migration, Phase } from './migration-file';

export interface AppliedMigration {
  readonly source: string;
  readonly name: string;
  readonly checksum: string;
  readonly phase: Phase;
  readonly requires_release: string | null;
}

/** In a schema of its own, so that a service's Prisma schema need not know it. */
const table = 'vortex_migrations.applied';
const undefinedTable = '42P01';

export async function createTable(connection: pg.Client): Promise<void> {
  await connection.query(`
    CREATE SCHEMA IF NOT EXISTS vortex_migrations;
    CREATE TABLE IF NOT EXISTS ${table} (
      source text NOT NULL,
      name text NOT NULL,
      checksum text NOT NULL,
      phase text NOT NULL,
      requires_release text,
      duration_ms integer NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (source, name)
    )`);
}

/** Empty when nothing has ever been applied. */
export async function readApplied(connection: pg.Client): Promise<AppliedMigration[]> {
  try {
    const found = await connection.query<AppliedMigration>(
      `SELECT source, name, checksum, phase, requires_release FROM ${table}`,
    );
    return found.rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === undefinedTable) return [];
    throw error;
  }
}

export async function isApplied(connection: pg.Client, source: string, name: string): Promise<boolean> {
  const found = await connection.query(`SELECT 1 FROM ${table} WHERE source = $1 AND name = $2`, [source, name]);
  return found.rowCount === 1;
}

export async function record(
  connection: pg.Client,
  source: string,
  migration: Migration,
  durationMs: number,
): Promise<void> {
  await connection.query(
    `INSERT INTO ${table} (source, name, checksum, phase, requires_release, duration_ms) VALUES ($1, $2, $3, $4, $5, $6)`,
    [source, migration.name, migration.checksum, migration.phase, migration.requiresRelease, durationMs],
  );
}
