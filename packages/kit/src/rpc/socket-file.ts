import { mkdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';

/**
 * Makes way for a new socket at `path`. Whoever may open the socket is believed to be a service, so its directory must
 * belong to us alone. What a killed process left behind is removed; a socket somebody answers at is not.
 */
export async function claimSocket(path: string): Promise<void> {
  await privateDirectory(dirname(path));
  if (await isAnswered(path)) throw new Error(`another process already listens at ${path}`);
  await rm(path, { force: true });
}

/** Makes the directory, or checks that nobody else may enter the one that is there. */
export async function privateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = await stat(path);
  const own = process.getuid === undefined || uid === process.getuid();
  if (!own || (mode & 0o077) !== 0) {
    throw new Error(`the directory of sockets ${path} must be ours and closed to others (mode 0700)`);
  }
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
