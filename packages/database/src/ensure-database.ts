import pg from 'pg';

const duplicateDatabase = '42P04';
/** What the loser of two simultaneous CREATE DATABASE is told. */
const uniqueViolation = '23505';

/** Makes sure that `name` exists on the server of `adminUrl`. Returns its url. Several may call it at once. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const connection = new pg.Client({ connectionString: adminUrl });
  connection.on('error', () => undefined);
  await connection.connect();
  try {
    const found = await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await connection.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && [duplicateDatabase, uniqueViolation].includes(error.code ?? ''))) {
      throw error;
    }
  } finally {
    await connection.end();
  }
  return databaseUrl(adminUrl, name);
}

/** `serverUrl` with its database replaced by `name`; user, password, host and parameters stay. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
}
