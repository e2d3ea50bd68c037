// npm run dev: builds on every change and starts again; the dashboard comes from Next's own server, with hot reload.
import './check-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, watch } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const { ensureInstalled } = await import('./install.mjs');
const { ensureBuilt } = await import('./build.mjs');
const { reportAndExit } = await import('./stop.mjs');
const { quietEnvironment, workspaceRoot } = await import('./workspace.mjs');
const { reset, confirmReset } = await import('./reset.mjs');

/** Editors save in several steps, and `git checkout` changes many files. */
const settleMs = 150;
const ignored = /(^|\/)(dist|generated|node_modules|test|bench)\/|\.spec\.ts$/;

const adminPort = await freePort();
let services;
let admin;
let timer;
let busy = false;
let again = false;
let stopping = false;

process.on('SIGINT', stop).on('SIGTERM', stop);
await ensureInstalled().catch(reportAndExit);
if (
  process.argv.includes('--reset') &&
  (await confirmReset({ confirmed: process.argv.includes('--yes') }).catch(reportAndExit))
) {
  await ensureBuilt(['standalone']).catch(reportAndExit);
  await reset();
}
admin = start('node_modules/next/dist/bin/next', [
  'dev',
  'apps/admin',
  '--port',
  String(adminPort),
  '--hostname',
  '127.0.0.1',
]);
for (const folder of sourceFolders()) watch(folder, { recursive: true }, (_, file) => changed(file ?? ''));
await cycle();

function sourceFolders() {
  return ['packages', 'services']
    .flatMap((room) => readdirSync(join(workspaceRoot, room)).map((name) => join(workspaceRoot, room, name)))
    .flatMap((project) => ['src', 'schema', 'prisma'].map((folder) => join(project, folder)))
    .filter(existsSync);
}

function changed(file) {
  if (ignored.test(file)) return;
  clearTimeout(timer);
  timer = setTimeout(() => void cycle(), settleMs);
}

/** One at a time; what changes meanwhile asks for one more. */
async function cycle() {
  if (busy) return void (again = true);
  busy = true;
  do {
    again = false;
    await rebuild();
  } while (again && !stopping);
  busy = false;
}

/** What runs goes on until the new build is good. */
async function rebuild() {
  try {
    await ensureBuilt(['standalone']);
  } catch (error) {
    console.error(`${error.details ?? ''}\n✖ ${error.message}\n  Waiting for the next change.`);
    return;
  }
  await end(services);
  if (stopping) return;
  services = start('services/standalone/dist/main.js', [], { VORTEX_ADMIN_UPSTREAM: `http://127.0.0.1:${adminPort}` });
}

function start(script, args, environment = {}) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(workspaceRoot, script), ...args], {
    cwd: workspaceRoot,
    env: { ...process.env, ...quietEnvironment, FORCE_COLOR: '1', npm_lifecycle_event: '', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C is for us: each is told once, and in order.
    detached: true,
  });
  child.ended = new Promise((done) => child.once('close', done));
  return child;
}

async function end(child) {
  if (!child || child.exitCode !== null) return;
  child.kill('SIGTERM');
  await child.ended;
}

function stop() {
  if (stopping) return;
  stopping = true;
  void Promise.all([end(services), end(admin)]).then(() => process.exit(0));
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
