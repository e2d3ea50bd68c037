import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';

/** The client that the database package brings. */
const pg = createRequire(join(workspaceRoot, 'packages/database/package.json'))('pg');
const command = 'services/standalone/dist/restore/restore.command.js';

/** Runs the restore to its end, or until it is killed. */
export function restore(args, { environment = {}, killOn } = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VORTEX_'));
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { cwd: workspaceRoot, env: { ...Object.fromEntries(inherited), ...environment } },
      (error, stdout, stderr) => resolve({ code: error ? (error.code ?? error.signal) : 0, output: stdout + stderr }),
    );
    void killOn?.(child);
  });
}

/** The address of a database of a running home. */
export function databaseOf(home, name) {
  const read = (file) => readFileSync(join(home, 'postgres', file), 'utf8').trim();
  return `postgresql://postgres:${encodeURIComponent(read('password'))}@127.0.0.1:${read('port')}/${name}`;
}

export async function query(url, sql, values = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** What every table of a database holds, as text that two databases agree on when their rows agree. */
export async function contentsOf(url, without = []) {
  const tables = await query(
    url,
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'vortex_migrations') ORDER BY 1`,
  );
  const contents = {};
  for (const { name } of tables.filter((table) => !without.includes(table.name))) {
    const [{ digest, rows }] = await query(
      url,
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) AS digest
       FROM (SELECT t::text AS line FROM ${name} AS t) AS lines`,
    );
    contents[name] = `${rows} ${digest}`;
  }
  return contents;
}
