import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startChild } from './child.mjs';
import { changePassword, login } from './graphql.mjs';
import { isAlive, processTree } from './memory.mjs';
import { freePort, temporaryFolder } from './places.mjs';
import { startStandalone } from './standalone-shape.mjs';

const startScript = 'tools/dev/start.mjs';
const newPassword = 'correct-horse-battery-staple';

/**
 * What a person may rely on when starting and stopping an installation.
 *
 * @param {import('./suite.mjs').Suite} suite
 */
export async function testStartBehaviour(suite) {
  const folder = temporaryFolder('starts');
  const place = (name) => join(folder.path, name);
  try {
    await testRefusals(suite, place);
    await testEndings(suite, place);
    await testReset(suite, place);
  } finally {
    folder.remove();
  }
}

async function testRefusals(suite, place) {
  await suite.test('says in one line that the port is taken, before making anything', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const child = startChild([startScript], { VORTEX_HOME: place('taken'), VORTEX_PORT: String(port) });
    strictEqual(await child.ended, 1);
    match(child.output(), new RegExp(`✖ Port ${port} is taken.*\\n .*VORTEX_PORT=${port + 1} npm start`));
    ok(!existsSync(place('taken/postgres')));
    other.close();
  });

  await suite.test('says in one line that it cannot write its home', async () => {
    // Below a file there can be no folder, for root neither.
    writeFileSync(place('file'), '');
    const child = startChild([startScript], { VORTEX_HOME: place('file/home'), VORTEX_PORT: String(await freePort()) });
    strictEqual(await child.ended, 1);
    match(child.output(), /✖ .*file\/home cannot be written.*\n {2}.*VORTEX_HOME/);
  });

  await suite.test('says in one line that Node is too old, whatever is typed', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })";
    for (const script of ['dev/start', 'dev/watch', 'test/run', 'test/soak', 'images/run', 'lint/run', 'bench/run']) {
      const child = startChild(['--import', `data:text/javascript,${old}`, `tools/${script}.mjs`], {});
      strictEqual(await child.ended, 1);
      match(child.output(), /^✖ This needs Node\.js 20\.19 or newer; here is 18\.20\.4\.\n .*\n$/, script);
    }
  });

  await suite.test('lists everything that is wrong with the settings', async () => {
    const child = startChild([startScript], {
      VORTEX_HOME: place('wrong'),
      VORTEX_PORT: 'x',
      VORTEX_TRUSTED_PROXIES: 'y',
    });
    strictEqual(await child.ended, 1);
    match(child.output(), /VORTEX_PORT must be a port number/);
  });

  await suite.test('explains every setting', async () => {
    const child = startChild([startScript, '--help'], {});
    strictEqual(await child.ended, 0);
    for (const name of ['VORTEX_HOME', 'VORTEX_PORT', 'VORTEX_TLS_KEY'])
      match(child.output(), new RegExp(`^ {2}${name}$`, 'm'));
  });

  await suite.test('shows every setting in README.md', async () => {
    strictEqual(await startChild(['tools/dev/readme.mjs', '--check'], {}).ended, 0);
  });

  await suite.test('runs two installations side by side, and refuses a second one in the same home', async () => {
    const withoutEngine = { VORTEX_TUNNEL: place('no-engine') };
    const [first, second] = await Promise.all([
      startStandalone(place('a'), withoutEngine),
      startStandalone(place('b')),
    ]);
    await first.child.prints(/This machine carries no traffic: .*no-engine is not there/);
    const third = startChild([startScript], { VORTEX_HOME: place('a'), VORTEX_PORT: String(await freePort()) });
    strictEqual(await third.ended, 1);
    match(third.output(), /✖ .* is in use by .*\n {2}.*VORTEX_HOME=/);
    ok((await login(first.url, first.password)).account.id !== (await login(second.url, second.password)).account.id);
    deepStrictEqual(await Promise.all([first.stop(), second.stop()]), [0, 0]);
  });
}

async function testEndings(suite, place) {
  const home = place('home');
  await suite.test('asks for a new password at the first login, and shows the made one once', async () => {
    const running = await startStandalone(home);
    const { accessToken, account } = await login(running.url, running.password);
    strictEqual(account.mustChangePassword, true);
    await changePassword(running.url, accessToken, running.password, newPassword);
    strictEqual(await running.stop(), 0);
  });

  await suite.test('keeps everything over Ctrl-C, and ends every process it started', async () => {
    const running = await startStandalone(home);
    strictEqual(running.password, undefined);
    await login(running.url, newPassword);
    const left = leftovers(running.child);
    running.child.interrupt();
    strictEqual(await running.child.ended, 0);
    deepStrictEqual(left(), []);
    match(running.child.output(), /Stopping …\n$/);
  });

  await suite.test('takes the Ctrl-C that npm repeats for one', async () => {
    const running = await startStandalone(home);
    running.child.interrupt();
    running.child.signal('SIGINT');
    strictEqual(await running.child.ended, 0);
  });

  await suite.test('closes its database also when nobody reads what it prints any more', async () => {
    const running = await startStandalone(home);
    const left = leftovers(running.child);
    running.child.closeOutput();
    running.child.interrupt();
    strictEqual(await running.child.ended, 0);
    deepStrictEqual(left(), []);
  });

  await suite.test('takes a Ctrl-C while it starts, and does not wait for servers of others then', async () => {
    const child = startChild(['services/standalone/dist/main.js'], {
      VORTEX_HOME: home,
      VORTEX_PORT: String(await freePort()),
      VORTEX_REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
    });
    await child.prints(/redis is away/);
    const left = leftovers(child);
    child.interrupt();
    strictEqual(await child.ended, 0);
    match(child.output(), /Stopping …\n/);
    deepStrictEqual(left(), []);
  });

  await suite.test('starts again after SIGKILL, with all that was committed', async () => {
    const killed = await startStandalone(home);
    const left = leftovers(killed.child);
    killed.child.signal('SIGKILL');
    await killed.child.ended;
    const running = await startStandalone(home);
    await login(running.url, newPassword);
    strictEqual(await running.stop(), 0);
    deepStrictEqual(left(), []);
  });

  await suite.test('lets only its own user read keys and passwords', async () => {
    const secrets = filesBelow(home).filter((file) => /secrets\/.|\/password$/.test(file));
    ok(secrets.length >= 3);
    deepStrictEqual(
      secrets.filter((file) => (statSync(file).mode & 0o077) !== 0),
      [],
    );
  });
}

async function testReset(suite, place) {
  const home = place('home');
  const environment = async () => ({ VORTEX_HOME: home, VORTEX_PORT: String(await freePort()) });

  await suite.test('does not reset without somebody to ask', async () => {
    const child = startChild([startScript, '--reset'], await environment());
    strictEqual(await child.ended, 1);
    match(child.output(), /nobody is here to ask/);
    ok(existsSync(join(home, 'postgres')));
  });

  await suite.test('resets what is its own and leaves the rest', async () => {
    mkdirSync(join(home, 'notes'));
    writeFileSync(join(home, 'notes/mine.txt'), 'mine');
    const child = startChild([startScript, '--reset', '--yes'], await environment());
    const [, password] = await child.prints(/Password +(\S+)/);
    ok(password);
    ok(existsSync(join(home, 'notes/mine.txt')));
    child.signal('SIGTERM');
    strictEqual(await child.ended, 0);
  });

  await suite.test('resets also where PostgreSQL’s data had to live elsewhere', async () => {
    const closed = place('closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(closed, 0o700);
    const inside = { ...(await environment()), VORTEX_HOME: join(closed, 'home') };
    for (const args of [[], ['--reset', '--yes']]) {
      const child = startChild([startScript, ...args], inside);
      await child.prints(/Password +(\S+)/);
      child.signal('SIGTERM');
      strictEqual(await child.ended, 0);
    }
    const { EmbeddedPostgres } = createRequire(import.meta.url)('../../packages/database/dist/index.js');
    await EmbeddedPostgres.remove(join(closed, 'home/postgres'), { debug() {}, info() {}, warn() {}, error() {} });
  });
}

/** What happens next must leave nothing of a process and all it started. */
function leftovers(child) {
  const tree = processTree([child.pid]);
  ok(tree.length > 3, 'PostgreSQL should be among its children');
  return () => tree.filter(isAlive);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}
