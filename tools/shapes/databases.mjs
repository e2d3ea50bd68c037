import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';

/** The client that the database package brings. */
const pg = createRequire(join(workspaceRoot, 'packages/database/package.json'))('pg');

/** Fresh databases of this run's own on a shared server, and their removal. */
export async function freshDatabases(serverUrl, services) {
  const suffix = randomBytes(4).toString('hex');
  const names = Object.fromEntries(services.map((service) => [service, `vortex_${service}_${suffix}`]));
  const each = (statement) => onServer(serverUrl, Object.values(names).map(statement));
  await each((name) => `CREATE DATABASE "${name}"`);
  const urls = Object.fromEntries(
    Object.entries(names).map(([service, name]) => [
      service,
      Object.assign(new URL(serverUrl), { pathname: name }).href,
    ]),
  );
  return { urls, drop: () => each((name) => `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

async function onServer(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
