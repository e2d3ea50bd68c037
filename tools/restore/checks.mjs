import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { graphql } from '../shapes/graphql.mjs';
import { contentsOf, databaseOf, query } from './installation.mjs';

const fields = 'id state fileName sha256 sizeBytes rowCount encrypted withMasterKeys generation failure downloadUrl';
export const databases = ['vortex_auth', 'vortex_core', 'vortex_nodes'];
/** What changes by itself: leases, and what a restore writes. */
const moving = ['messaging.relay_lease', 'messaging.platform_state', 'messaging.inbox', 'messaging.outbox'];

/** Waits until databases are being made, and a moment more. */
export async function killAmid(home, child, afterMs) {
  const isMade = async () =>
    (await query(databaseOf(home, 'postgres'), "SELECT 1 FROM pg_database WHERE datname LIKE '%\\_restoring'")).length >
    0;
  // A server of an earlier life may still have its port in the file: then there is no answer.
  while (!(await isMade().catch(() => false))) await new Promise((done) => setTimeout(done, 5));
  await new Promise((done) => setTimeout(done, afterMs));
  child.kill('SIGKILL');
}

export async function backup(url, token, input = null) {
  const text = `mutation ($input: BackupInput) { backupDatabase(input: $input) { ${fields} } }`;
  let { backupDatabase: one } = await graphql(url, text, { input }, token);
  while (one.state === 'RUNNING') {
    await new Promise((done) => setTimeout(done, 200));
    one = (await graphql(url, `query ($id: ID!) { backup(id: $id) { ${fields} } }`, { id: one.id }, token)).backup;
  }
  return one;
}

/** Writes accounts' rows and their events, as use cases do, for as long as it is let. */
export function writeLoad(of) {
  const url = databaseOf(of, 'vortex_core');
  let [stopped, count, slowestMs] = [false, 0, 0];
  const work = (async () => {
    while (!stopped) {
      const startedAt = performance.now();
      await query(
        url,
        `INSERT INTO account_projection (id, tenant_id, username, role, revision)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'load-' || gen_random_uuid(), 'support', 1)`,
      );
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - startedAt));
      count++;
    }
  })();
  return { stop: async () => ((stopped = true), await work, { count, slowestMs }) };
}

/** Every row of the archive is in the databases, and no other. */
export async function compareWithArchive(path, word, of) {
  const { readArchive } = createRequire(join(workspaceRoot, 'services/backup/package.json'))('@vortex/backup');
  const rows = new Map();
  for await (const part of readArchive(path, word)) {
    const lines = [];
    for await (const chunk of part.data) lines.push(chunk);
    if (part.kind === 'table')
      rows.set(`${part.service} ${part.table}`, Buffer.concat(lines).toString().split('\n').length - 1);
  }
  let compared = 0;
  for (const name of databases) {
    const contents = await contentsOf(databaseOf(of, name), moving);
    for (const [table, content] of Object.entries(contents)) {
      const expected = rows.get(`${name.slice('vortex_'.length)} ${table}`) ?? 0;
      // Signing in adds what belongs to it: those tables have grown since.
      const grown = Number(content.split(' ')[0]) - expected;
      if (grown < 0) throw new Error(`${name} ${table} has ${content} and the archive ${expected}`);
      compared += expected;
    }
  }
  console.log(`  ${compared} rows found again`);
}

/** Everything that waited is handed over in the end. */
export async function settles(of) {
  const deadline = Date.now() + 20_000;
  for (const name of databases) {
    while ((await query(databaseOf(of, name), 'SELECT 1 FROM messaging.outbox LIMIT 1')).length > 0) {
      if (Date.now() > deadline) throw new Error(`the outbox of ${name} does not empty`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

export async function isGeneration(url, least) {
  const [{ generation }] = await query(url, 'SELECT generation FROM messaging.platform_state');
  if (BigInt(generation) < least) throw new Error(`generation ${generation}, and at least ${least} was expected`);
}

export async function refused(attempt) {
  const failure = await attempt().then(
    () => undefined,
    (error) => error,
  );
  if (!failure) throw new Error('what must be refused was accepted');
}

export function same(found, expected) {
  if (found !== expected)
    throw new Error(`${JSON.stringify(found)} was found and ${JSON.stringify(expected)} expected`);
}

/** The same link with another last character of its token. */
export function changedLink(url) {
  return url.replace(/(.)\/([^/]*)$/, (_, sign, name) => `${sign === '_' ? '-' : '_'}/${name}`);
}
