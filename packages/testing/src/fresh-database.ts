import { randomUUID } from 'node:crypto';
import { ensureDatabase, migrate, type MigrationSource } from '@vortex/database';
import pg from 'pg';
import { sharedPostgres } from './servers/shared-servers';
import { silentLog } from './silent-log';

export interface FreshDatabase {
  readonly url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
}

/** A new database of its own for a test, migrated; on `adminUrl`'s server, or else on the shared one. */
export async function freshDatabase(
  sources: readonly MigrationSource[] = [],
  adminUrl?: string,
): Promise<FreshDatabase> {
  const server = adminUrl ?? (await sharedPostgres());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = await ensureDatabase(server, name);
  await migrate({ url, sources, log: silentLog });
  return { url, drop: () => drop(server, name) };
}

async function drop(adminUrl: string, name: string): Promise<void> {
  const connection = new pg.Client({ connectionString: adminUrl });
  await connection.connect();
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await connection.end();
  }
}
