import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql, login } from '../shapes/graphql.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';
import { backup, databases, killAmid, same } from './checks.mjs';
import { databaseOf, query } from './installation.mjs';

const begin = 'mutation ($input: RestoreBackupInput!) { restoreBackup(input: $input) { state } }';
const latest = '{ lastRestore { state failure safetyBackup { state origin } } }';

/** A panel that restores by itself is killed twice: while databases are made, and when they are about to change places. */
export async function killedWhileRunning(home, password) {
  const first = await startStandalone(home);
  const { accessToken: token } = await login(first.url, password);
  const made = await backup(first.url, token);
  await graphql(first.url, 'mutation { createUser(input: { username: "late" }) { id } }', {}, token);
  const before = await generations(home);
  await beginRestore(first, made, token, password);
  await killAmid(home, { kill: first.child.signal }, 0);
  await first.child.ended;
  const second = await startStandalone(home);
  const { accessToken: again } = await login(second.url, password);
  const { lastRestore, users } = await graphql(second.url, `${latest.slice(0, -1)} users { totalCount } }`, {}, again);
  same(`${lastRestore.state} ${lastRestore.failure}`, 'FAILED interrupted');
  same(lastRestore.safetyBackup.origin, 'BEFORE_RESTORE');
  same(users.totalCount, 1);
  same((await generations(home)).join(), before.join());
  await beginRestore(second, made, again, password);
  const journal = join(home, 'restore.json');
  const deadline = Date.now() + 120_000;
  while (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('generation')) {
    if (Date.now() > deadline) throw new Error(`the databases never came to change places:\n${second.output()}`);
    await tick();
  }
  second.child.signal('SIGKILL');
  await second.child.ended;
  await isOneOfBoth(home, password, before);
}

/** All databases are of one life, the panel knows of which, and nothing is left over. */
async function isOneOfBoth(home, password, before) {
  const third = await startStandalone(home);
  try {
    const { accessToken: token } = await login(third.url, password);
    const { lastRestore, users } = await graphql(third.url, `${latest.slice(0, -1)} users { totalCount } }`, {}, token);
    const now = await generations(home);
    same(new Set(now).size, 1);
    const isNew = now[0] !== before[0];
    console.log(`  killed at the change of places: the data is ${isNew ? 'the new' : 'the old'}`);
    same(lastRestore.state, isNew ? 'DONE' : 'FAILED');
    same(users.totalCount, isNew ? 0 : 1);
    const left = "SELECT datname FROM pg_database WHERE datname LIKE '%restor%'";
    same((await query(databaseOf(home, 'postgres'), left)).length, 0);
    same(existsSync(join(home, 'restore.json')), false);
  } finally {
    await third.stop();
  }
}

async function beginRestore({ url }, { id, fileName: confirmation }, token, password) {
  const input = { id, confirmation, password, requestId: randomUUID() };
  same((await graphql(url, begin, { input }, token)).restoreBackup.state, 'RUNNING');
}

function generations(home) {
  const ask = 'SELECT generation FROM messaging.platform_state';
  return Promise.all(databases.map(async (name) => (await query(databaseOf(home, name), ask))[0].generation));
}

function tick() {
  return new Promise((done) => setTimeout(done, 5));
}
