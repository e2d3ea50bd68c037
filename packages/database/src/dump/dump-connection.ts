import pg from 'pg';

/** As pg_dump sets them: text that every server reads back as the same value, and no limits but our own. */
const settings = [
  "SET client_encoding = 'UTF8'",
  "SET DateStyle = 'ISO'",
  "SET IntervalStyle = 'postgres'",
  "SET TimeZone = 'UTC'",
  'SET extra_float_digits = 3',
  'SET row_security = off',
  'SET synchronize_seqscans = off',
  'SET statement_timeout = 0',
  'SET lock_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
].join('; ');

/** A connection of its own, outside any pool, for moving whole tables. */
export async function openDumpConnection(url: string): Promise<pg.Client> {
  const address = new URL(url);
  for (const name of ['pgbouncer', 'schema', 'connection_limit', 'pool_timeout']) address.searchParams.delete(name);
  const client = new pg.Client({
    connectionString: address.toString(),
    application_name: 'vortex-dump',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(settings);
  return client;
}

/** `schema.name` as an identifier. */
export function quoted(name: string): string {
  const [schema = '', ...rest] = name.split('.');
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(rest.join('.'))}`;
}
