import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  type DatabaseContents,
  type DumpedSequence,
  type DumpedTable,
  readMigrationList,
  readSequenceNames,
  readTables,
} from './contents';
import { openDumpConnection, quoted } from './dump-connection';

export interface TableRows {
  /** In PostgreSQL's text format of COPY. */
  readonly data: Readable;
  /** Known once `data` has ended. */
  rows(): number;
}

/** One database as it was at one moment, for as long as it is open. Writers go on; only changes of tables wait. */
export class DatabaseSnapshot {
  private constructor(
    private readonly client: pg.Client,
    readonly contents: DatabaseContents,
  ) {}

  static async open(url: string): Promise<DatabaseSnapshot> {
    const client = await openDumpConnection(url);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // The first query takes the snapshot.
      const tables = await readTables(client);
      // No snapshot shows a table as it was before it was emptied or altered: keep others from doing that.
      const names = tables.map(({ name }) => quoted(name)).join(', ');
      if (names) await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
      const migrations = await readMigrationList(client);
      return new DatabaseSnapshot(client, { tables, migrations, sequences: await readSequences(client) });
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  read({ name, columns }: DumpedTable): TableRows {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const data = this.client.query(copyTo(`COPY ${quoted(name)} (${list}) TO STDOUT`));
    return { data, rows: () => (data as unknown as { rowCount?: number }).rowCount ?? 0 };
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** Sequences know no snapshot: their values are at least those of the rows, and numbers left out do no harm. */
async function readSequences(client: pg.Client): Promise<DumpedSequence[]> {
  const found: DumpedSequence[] = [];
  for (const name of await readSequenceNames(client)) {
    const sql = `SELECT last_value::text, is_called FROM ${quoted(name)}`;
    const [row] = (await client.query<{ last_value: string; is_called: boolean }>(sql)).rows;
    if (row) found.push({ name, lastValue: BigInt(row.last_value), isCalled: row.is_called });
  }
  return found;
}
