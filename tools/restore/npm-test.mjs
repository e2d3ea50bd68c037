// Makes archives of a real installation under load, and restores them on new homes and over old ones. Part of npm test.
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { changePassword, graphql, login } from '../shapes/graphql.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';
import { Suite } from '../shapes/suite.mjs';
import {
  backup,
  changedLink,
  compareWithArchive,
  databases,
  isGeneration,
  killAmid,
  refused,
  same,
  settles,
  writeLoad,
} from './checks.mjs';
import { databaseOf, query, restore } from './installation.mjs';
import { killedWhileRunning } from './live.mjs';

const password = 'a quiet harbour at dawn';
const passphrase = 'seven herons over the weir';

const suite = new Suite();
const folder = temporaryFolder('restore');
const home = join(folder.path, 'first');
const made = {};
await ensureBuilt(['standalone', 'admin']);
const { archiveFormat } = createRequire(join(workspaceRoot, 'services/backup/package.json'))('@vortex/backup');
await suite.test('an archive is made while the installation is written to', makeArchives);
await suite.test('a file that is damaged, foreign, or of a newer release is refused, and nothing is touched', refuse);
await suite.test('an archive is restored on a new home, and everything is there', restoreAnew);
await suite.test('an archive is restored over later data, as a new generation', restoreOver);
await suite.test('a restore that is killed leaves the installation as it was', killed);
await suite.test('a panel killed while it restores has all of the old data or all of the new, and says which', () =>
  killedWhileRunning(home, password),
);
folder.remove();
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function makeArchives() {
  const running = await startStandalone(home, { VORTEX_OWNER_PASSWORD: 'the first password of all' });
  try {
    const { accessToken: first } = await login(running.url, 'the first password of all');
    const { accessToken: token } = await changePassword(running.url, first, 'the first password of all', password);
    await backup(running.url, token); // the first one loads what all others need
    const load = writeLoad(home);
    const startedAt = performance.now();
    made.plain = await backup(running.url, token);
    made.ms = Math.round(performance.now() - startedAt);
    made.encrypted = await backup(running.url, token, { passphrase, withMasterKeys: true });
    const written = await load.stop();
    console.log(
      `  ${made.ms} ms for ${made.plain.rowCount} rows, ${made.plain.sizeBytes} bytes; ${written.count} transactions beside it, the slowest ${written.slowestMs} ms`,
    );
    same(made.plain.state, 'DONE');
    const file = readFileSync(join(home, 'backups', made.plain.fileName));
    same(createHash('sha256').update(file).digest('hex'), made.plain.sha256);
    const fetched = Buffer.from(await (await fetch(made.plain.downloadUrl)).arrayBuffer());
    same(createHash('sha256').update(fetched).digest('hex'), made.plain.sha256);
    same((await fetch(changedLink(made.plain.downloadUrl))).status, 404);
    const { backups } = await graphql(running.url, '{ backups { totalCount nodes { id } } }', {}, token);
    same(backups.totalCount, 3);
    const { deleteBackup } = await graphql(
      running.url,
      'mutation ($id: ID!) { deleteBackup(id: $id) }',
      { id: backups.nodes.at(-1).id },
      token,
    );
    same(deleteBackup, backups.nodes.at(-1).id);
    same(readdirSync(join(home, 'backups')).length, 2);
    await refused(() => graphql(running.url, 'mutation { backupDatabase { id } }'));
    await refused(() => backup(running.url, token, { withMasterKeys: true }));
  } finally {
    await running.stop();
  }
  for (const one of [made.plain, made.encrypted]) {
    one.path = join(folder.path, one.fileName);
    copyFileSync(join(home, 'backups', one.fileName), one.path);
  }
}

async function refuse() {
  const [keys, word] = [join(home, 'secrets/master.keys'), secretFile('word', passphrase)];
  const fresh = join(folder.path, 'untouched');
  const expectRefusal = async (what, args) => {
    const { code, output } = await restore([...args, '--home', fresh, '--yes']);
    if (code !== 1 || !what.test(output))
      throw new Error(`expected ${what} and a refusal, and it ended with ${code}:\n${output}`);
    if (existsSync(fresh)) throw new Error(`the home was touched by a restore that said:\n${output}`);
  };
  await expectRefusal(/passphrase_needed/, [made.encrypted.path]);
  await expectRefusal(/wrong_passphrase/, [
    made.encrypted.path,
    '--passphrase-file',
    secretFile('wrong', 'no such word at all'),
  ]);
  const damaged = (name, change) => {
    const path = join(folder.path, name);
    copyFileSync(made.plain.path, path);
    change(path);
    return path;
  };
  const cut = damaged('cut.tar.gz', (path) => truncateSync(path, 4_000));
  await expectRefusal(/archive_truncated/, [cut, '--master-keys', keys]);
  const turned = damaged('turned.tar.gz', (path) => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(path, bytes);
  });
  await expectRefusal(/archive_damaged|archive_truncated/, [turned, '--master-keys', keys]);
  const foreign = damaged('foreign.tar.gz', (path) => writeFileSync(path, 'a letter to somebody else'));
  await expectRefusal(/not_an_archive/, [foreign]);
  await expectRefusal(/sealed with the master key/, [made.plain.path]);
  const others = secretFile(
    'other.keys',
    `${readFileSync(keys, 'utf8').split(':')[0]}:${Buffer.alloc(32, 7).toString('base64')}`,
  );
  await expectRefusal(/another one of that name/, [made.plain.path, '--master-keys', others]);
  await expectRefusal(/There is no file/, [join(folder.path, 'nowhere')]);
  await expectRefusal(/archive_format_unknown/, [await archiveOf({ format: archiveFormat + 1 })]);
  await expectRefusal(/newer release/, [await archiveOf({ release: '99.0.0' })]);
  const { code, output } = await restore([made.encrypted.path, '--passphrase-file', word, '--home', fresh, '--check']);
  if (code !== 0 || !/whole/.test(output) || existsSync(fresh)) throw new Error(`--check said ${code}:\n${output}`);
}

async function restoreAnew() {
  const second = join(folder.path, 'second');
  const { code, output } = await restore([
    made.encrypted.path,
    '--passphrase-file',
    secretFile('word', passphrase),
    '--home',
    second,
  ]);
  if (code !== 0) throw new Error(output);
  console.log(output.trim().replace(/^/gm, '  '));
  const running = await startStandalone(second);
  try {
    const { accessToken } = await login(running.url, password);
    const status = await graphql(
      running.url,
      '{ me { username } systemStatus { state accountCount } }',
      {},
      accessToken,
    );
    same(status.me.username, 'admin');
    await compareWithArchive(made.encrypted.path, passphrase, second);
    for (const name of databases) await isGeneration(databaseOf(second, name), 1_700_000_000n);
    await settles(second);
  } finally {
    await running.stop();
  }
}

async function restoreOver() {
  const later = await startStandalone(home);
  const { accessToken } = await login(later.url, password);
  await changePassword(later.url, accessToken, password, 'a password of a later day');
  await later.stop();
  const refusal = await restore([made.plain.path, '--home', home]);
  if (refusal.code === 0 || !/--yes/.test(refusal.output)) throw new Error(`nobody was asked:\n${refusal.output}`);
  const busy = await startStandalone(home);
  const second = await restore([made.plain.path, '--home', home, '--yes']);
  await busy.stop();
  if (second.code === 0 || !/in use/.test(second.output)) throw new Error(`a home in use was taken:\n${second.output}`);
  const { code, output } = await restore([made.plain.path, '--home', home, '--yes']);
  if (code !== 0) throw new Error(output);
  const running = await startStandalone(home);
  try {
    await login(running.url, password);
    await refused(() => login(running.url, 'a password of a later day'));
    const { accessToken: token } = await login(running.url, password);
    const { backups } = await graphql(running.url, '{ backups { nodes { id state } } }', {}, token);
    same(backups.nodes.length, 2);
    made.generation = (
      await query(databaseOf(home, 'vortex_auth'), 'SELECT generation FROM messaging.platform_state')
    )[0].generation;
    const again = await backup(running.url, token);
    same(again.generation, made.generation);
  } finally {
    await running.stop();
  }
  const twice = await restore([made.plain.path, '--home', home, '--yes']);
  if (twice.code !== 0) throw new Error(twice.output);
  const running2 = await startStandalone(home);
  await isGeneration(databaseOf(home, 'vortex_auth'), BigInt(made.generation) + 1n);
  await running2.stop();
}

async function killed() {
  const before = await startStandalone(home);
  const { accessToken } = await login(before.url, password);
  await changePassword(before.url, accessToken, password, 'what must not be lost');
  await before.stop();
  for (const afterMs of [0, 150, 400]) {
    const { code, output } = await restore([made.plain.path, '--home', home, '--yes'], {
      killOn: (child) => killAmid(home, child, afterMs),
    });
    if (code !== 'SIGKILL') throw new Error(`it was not killed in time (${code}):\n${output}`);
    const running = await startStandalone(home);
    await login(running.url, 'what must not be lost');
    await running.stop();
  }
  const { code, output } = await restore([made.plain.path, '--home', home, '--yes']);
  if (code !== 0) throw new Error(output);
  const running = await startStandalone(home);
  await login(running.url, password);
  const left = await query(
    databaseOf(home, 'postgres'),
    "SELECT datname FROM pg_database WHERE datname LIKE '%restor%'",
  );
  same(left.length, 0);
  await running.stop();
}

/** An archive that says something else of itself. */
async function archiveOf(change) {
  const load = createRequire(join(workspaceRoot, 'services/backup/package.json'));
  const { ArchiveWriter } = load('./dist/format/archive-writer.file.js');
  const path = join(folder.path, `odd-${Math.random()}.tar.gz`);
  const writer = new ArchiveWriter(path, '', new Date(0));
  const usual = { format: archiveFormat, release: '0.0.1', createdAt: new Date(0), generation: 1n, services: [] };
  await writer.describe({ ...usual, ...change });
  await writer.finish();
  return path;
}

function secretFile(name, content) {
  const path = join(folder.path, name);
  writeFileSync(path, `${content}\n`);
  return path;
}
