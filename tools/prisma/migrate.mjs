#!/usr/bin/env node
/**
 * Writes the next migration of a service from what its Prisma schema has and its migrations do not yet:
 *
 *     node tools/prisma/migrate.mjs <service> <words_in_lower_case>
 *
 * Applies the migrations there are to an empty database and writes the difference, as SQL, for a human to read and
 * improve. The database is on the server VORTEX_TEST_POSTGRES_URL names, or on one started for the moment.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connected } from './postgres-adapter.mjs';
import { diffAgainstSchema } from './diff.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [service, words] = process.argv.slice(2);
const folder = join(root, 'services', service ?? '');
const schemaFile = join(folder, 'prisma', 'schema.prisma');
const migrations = join(folder, 'prisma', 'migrations');
if (!service || !/^[a-z0-9_]+$/.test(words ?? '') || !existsSync(schemaFile)) {
  fail('usage: node tools/prisma/migrate.mjs <service with a Prisma schema> <words_in_lower_case>', 64);
}

execFileSync('npx', ['nx', 'run', 'database:build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const { EmbeddedPostgres, ensureDatabase, migrate } = createRequire(import.meta.url)('@vortex/database');
const log = { debug() {}, info() {}, warn() {}, error: (facts, message) => console.error(message, facts) };

mkdirSync(migrations, { recursive: true });
const difference = await onServer(async (adminUrl) => {
  const name = `migrate_${process.pid}`;
  const url = await ensureDatabase(adminUrl, name);
  try {
    await migrate({ url, sources: [{ name: service, directory: migrations }], log });
    return await diffAgainstSchema({ url, schemaFile, script: true });
  } finally {
    await connected(adminUrl, (server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
});
if (difference === '') fail(`the migrations of ${service} already make what its schema says`, 0);

const target = join(migrations, `${nextNumber()}_${words}`);
mkdirSync(target);
writeFileSync(join(target, 'migration.sql'), `-- phase: expand\n\n${difference}`);
process.stdout.write(
  `${join(target, 'migration.sql')}\nRead it: what it takes away belongs into a contract (docs/migrations.md).\n`,
);
process.exit(0);

function nextNumber() {
  const numbers = readdirSync(migrations).map((name) => Number.parseInt(name, 10) || 0);
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
}

async function onServer(work) {
  if (process.env.VORTEX_TEST_POSTGRES_URL) return work(process.env.VORTEX_TEST_POSTGRES_URL);
  const directory = mkdtempSync(join(tmpdir(), 'vortex-migrate-'));
  const server = await EmbeddedPostgres.start({ directory, log, elsewhere: tmpdir() });
  try {
    return await work(server.adminUrl);
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
