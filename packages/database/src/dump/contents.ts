import type pg from 'pg';
import { readApplied } from '../migrations/applied-migrations';

export interface DumpedTable {
  /** `schema.name` */
  readonly name: string;
  readonly columns: readonly string[];
  /** Of a partition the table it is part of, and its bounds in SQL; else empty. */
  readonly partitionOf: string;
  readonly bounds: string;
}

export interface DumpedSequence {
  readonly name: string;
  readonly lastValue: bigint;
  readonly isCalled: boolean;
}

export interface DumpedMigration {
  readonly source: string;
  readonly name: string;
  readonly checksum: string;
}

/** What makes up a database, apart from the rows: migrations make the schema anew. */
export interface DatabaseContents {
  readonly migrations: readonly DumpedMigration[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly DumpedSequence[];
}

/** The migrations' own table is written by the runner; what an extension brings comes with the extension. */
const ours = `
  n.nspname NOT IN ('pg_catalog', 'information_schema', 'vortex_migrations') AND n.nspname NOT LIKE 'pg\\_%'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** Generated columns compute themselves; a table that has partitions holds no rows itself. */
const tables = `
  SELECT n.nspname || '.' || c.relname AS name,
         array(SELECT a.attname::text FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
               ORDER BY a.attnum) AS columns,
         pn.nspname || '.' || p.relname AS partition_of,
         pg_get_expr(c.relpartbound, c.oid) AS bounds
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
       LEFT JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE c.relkind = 'r' AND ${ours} ORDER BY 1`;

const sequences = `
  SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S' AND ${ours} ORDER BY 1`;

interface TableRow {
  readonly name: string;
  readonly columns: string[];
  readonly partition_of: string | null;
  readonly bounds: string | null;
}

export async function readTables(client: pg.Client): Promise<DumpedTable[]> {
  const { rows } = await client.query<TableRow>(tables);
  return rows.map(({ name, columns, partition_of, bounds }) => ({
    name,
    columns,
    partitionOf: partition_of ?? '',
    bounds: bounds ?? '',
  }));
}

export async function readSequenceNames(client: pg.Client): Promise<string[]> {
  return (await client.query<{ name: string }>(sequences)).rows.map(({ name }) => name);
}

export async function readMigrationList(client: pg.Client): Promise<DumpedMigration[]> {
  return (await readApplied(client)).map(({ source, name, checksum }) => ({ source, name, checksum }));
}
