import { randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { StartFailure } from '../start-failure';

export interface HomeLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one working in a home. The lock is a listening Unix socket: it ends with its process
 * however that ends, and it is seen from another container that shares the folder, where process ids mean nothing.
 *
 * @param directory where sockets live; its path must be short enough for one (see shortPathTo)
 */
export async function lockHome(home: string, directory: string): Promise<HomeLock> {
  const path = join(directory, 'lock');
  // Not the process id: two containers that share the folder may both be process 1.
  const own = join(directory, `lock.${randomBytes(4).toString('hex')}`);
  const server = await listen(own, home);
  try {
    // Two attempts: the first may find the socket of a process that was killed.
    if (!(await claim(own, path)) && !((await removeDead(path)) && (await claim(own, path)))) {
      throw new StartFailure(
        `${home} is in use by ${await holderOf(path)}.`,
        'Stop that one first, or give this one a home and a port of its own: VORTEX_HOME=./other VORTEX_PORT=8081 npm start',
      );
    }
  } catch (error) {
    server.close();
    throw error;
  } finally {
    await rm(own, { force: true });
  }
  return {
    async release() {
      await rm(path, { force: true });
      await new Promise((done) => server.close(done));
    },
  };
}

function listen(path: string, home: string): Promise<Server> {
  // Whoever connects is told who holds the home.
  const server = createServer((socket) => socket.on('error', () => undefined).end(`${process.pid}`));
  return new Promise((done, failed) => {
    server.once('error', (error) =>
      failed(
        new StartFailure(`No socket can be made in ${home}: ${error.message}`, 'Set VORTEX_HOME to a local folder.'),
      ),
    );
    server.listen(path, () => done(server.unref()));
  });
}

/** Only one process can give its socket the name. */
async function claim(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the socket aside before judging it, so that one a rival has just made is never deleted. */
async function removeDead(path: string): Promise<boolean> {
  if ((await ask(path)) !== undefined) return false;
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  await rename(path, aside).catch(ignoreAbsence);
  const alive = (await ask(aside)) !== undefined;
  if (alive) await rename(aside, path);
  else await rm(aside, { force: true });
  return !alive;
}

async function holderOf(path: string): Promise<string> {
  const pid = await ask(path);
  return pid ? `process ${pid}` : 'another process';
}

/** What the holder says; undefined when nobody listens. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    let said = '';
    connect(path)
      .on('data', (data) => (said += data.toString()))
      .on('close', (failed) => done(failed ? undefined : said))
      .on('error', () => undefined);
  });
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
