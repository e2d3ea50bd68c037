import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type DatabaseContents, type DumpedTable, readTables } from './contents';
import { openDumpConnection, quoted } from './dump-connection';

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

interface Trigger {
  readonly table: string;
  readonly name: string;
  readonly enabled: string;
}

/** A dump names a table that this release's migrations do not make. */
export class UnknownTable extends Error {
  constructor(readonly table: string) {
    super(`no migration makes the table ${table}`);
    this.name = 'UnknownTable';
  }
}

/**
 * Fills a database that migrations have made and nobody uses yet. Foreign keys are taken off and put on again at the end,
 * which checks every row, and triggers rest meanwhile: what they did is in the rows already. Needs to own the tables, no more.
 */
export class DatabaseLoader {
  private constructor(
    private readonly client: pg.Client,
    private readonly foreignKeys: readonly ForeignKey[],
    private readonly triggers: readonly Trigger[],
  ) {}

  /** Empties every table, for migrations may have put rows into some. */
  static async open(url: string, contents: DatabaseContents): Promise<DatabaseLoader> {
    const client = await openDumpConnection(url);
    try {
      await makePartitions(client, contents);
      const present = await readTables(client);
      const names = new Set(present.map(({ name }) => name));
      const unknown = contents.tables.find(({ name }) => !names.has(name));
      if (unknown) throw new UnknownTable(unknown.name);
      const foreignKeys = await readForeignKeys(client);
      const triggers = await readTriggers(client);
      for (const { table, name } of foreignKeys) {
        await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
      }
      for (const { table, name } of triggers) {
        await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${pg.escapeIdentifier(name)}`);
      }
      if (names.size > 0) await client.query(`TRUNCATE ${[...names].map(quoted).join(', ')}`);
      return new DatabaseLoader(client, foreignKeys, triggers);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Returns the number of rows. */
  async load({ name, columns }: DumpedTable, data: Readable): Promise<number> {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const target = this.client.query(copyFrom(`COPY ${quoted(name)} (${list}) FROM STDIN`));
    await pipeline(data, target);
    return target.rowCount ?? 0;
  }

  /** Puts back what rested, and lets sequences go on where they were. */
  async finish({ sequences }: DatabaseContents): Promise<void> {
    for (const { table, name, definition } of this.foreignKeys) {
      await this.client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`);
    }
    for (const { table, name, enabled } of this.triggers) {
      const mode = { R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' }[enabled] ?? 'ENABLE';
      await this.client.query(`ALTER TABLE ${table} ${mode} TRIGGER ${pg.escapeIdentifier(name)}`);
    }
    for (const { name, lastValue, isCalled } of sequences) {
      await this.client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), lastValue, isCalled]);
    }
    await this.client.query('ANALYZE');
  }

  /** For what only the one who restores knows to change. */
  async execute(sql: string, values: readonly unknown[] = []): Promise<void> {
    await this.client.query(sql, [...values]);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** Partitions are made as time goes on, by no migration. */
async function makePartitions(client: pg.Client, { tables }: DatabaseContents): Promise<void> {
  const present = new Set((await readTables(client)).map(({ name }) => name));
  for (const { name, partitionOf, bounds } of tables) {
    if (present.has(name) || !partitionOf || !bounds) continue;
    await client.query(`CREATE TABLE ${quoted(name)} PARTITION OF ${quoted(partitionOf)} ${bounds}`);
  }
}

/** Those of partitions are inherited: they come and go with their parent's. */
async function readForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const sql = `
    SELECT c.conrelid::regclass::text AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0 ORDER BY 1, 2`;
  return (await client.query<ForeignKey>(sql)).rows;
}

async function readTriggers(client: pg.Client): Promise<Trigger[]> {
  const sql = `
    SELECT t.tgrelid::regclass::text AS table, t.tgname AS name, t.tgenabled AS enabled
    FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D' ORDER BY 1, 2`;
  return (await client.query<Trigger>(sql)).rows;
}
