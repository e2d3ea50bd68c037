import pg from 'pg';
import { databaseUrl } from '@vortex/database';
import type { MessagingDatabase } from '../database-port';
import type { CommandSettings } from './config';

/** A connection for one command: no pool, no Prisma. */
export class CommandDatabase implements MessagingDatabase {
  readonly sql: MessagingDatabase['sql'] = {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await this.client.query({ text, values: [...values] })).rows as Row[],
    execute: async (text, values = []) => (await this.client.query({ text, values: [...values] })).rowCount ?? 0,
  };

  private constructor(
    private readonly client: pg.Client,
    readonly url: string,
  ) {}

  static async open(url: string): Promise<CommandDatabase> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    return new CommandDatabase(client, url);
  }

  /** No command needs more than one statement. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  async ping(): Promise<void> {
    await this.client.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** The databases of services, by service: those named one by one, and those found on the server. */
export async function serviceDatabases({ serverUrl, serviceUrls }: CommandSettings): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (serverUrl) {
    const server = await CommandDatabase.open(databaseUrl(serverUrl, 'postgres')).catch(() =>
      CommandDatabase.open(serverUrl),
    );
    try {
      const sql = "SELECT datname FROM pg_database WHERE datname LIKE 'vortex\\_%' ORDER BY datname";
      for (const { datname } of await server.sql.query<{ datname: string }>(sql)) {
        found.set(datname.slice('vortex_'.length).replaceAll('_', '-'), databaseUrl(serverUrl, datname));
      }
    } finally {
      await server.close();
    }
  }
  return new Map([...found, ...serviceUrls]);
}
