import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { home, host, port } from './settings.mjs';
import { Stop } from './stop.mjs';

/** Before minutes of installing and building: what would surely fail afterwards. The standalone checks again itself. */
export async function preflight() {
  checkHome();
  if (await isHomeInUse()) {
    throw new Stop(
      `${home} is in use by another installation that is running.`,
      'Stop that one first, or give this one a home and a port of its own: VORTEX_HOME=./other VORTEX_PORT=8081 npm start',
    );
  }
  await checkPort();
}

function checkHome() {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK | constants.X_OK);
    readdirSync(home);
  } catch (error) {
    throw new Stop(
      `${home} cannot be written: ${error.message}`,
      'Make it writable for this user, or set VORTEX_HOME to another folder.',
    );
  }
}

/** The standalone listens on this socket as long as it runs. */
export async function isHomeInUse() {
  const directory = join(home, 'run');
  if (!existsSync(join(directory, 'lock'))) return false;
  return new Promise((done) => {
    const socket = connectIn(directory, 'lock').on('error', () => done(false));
    socket.on('connect', () => done(true) || socket.destroy());
  });
}

/** A socket's path may have 107 bytes, a folder's many more; the call is made at once, so the detour is over by then. */
function connectIn(directory, name) {
  const before = process.cwd();
  process.chdir(directory);
  try {
    return connect(name);
  } finally {
    process.chdir(before);
  }
}

async function checkPort() {
  // What is no port is told with everything else that is wrong with the settings.
  if (!(port >= 0 && port < 65536)) return;
  await new Promise((done, failed) => {
    const server = createServer().once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return done();
      failed(
        new Stop(
          `Port ${port} is taken.`,
          `Stop what listens there, or use another port: VORTEX_PORT=${port + 1} npm start`,
        ),
      );
    });
    server.listen({ port, host }, () => server.close(done));
  });
}
