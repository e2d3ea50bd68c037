import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stop } from '../dev/stop.mjs';

const mostItems = 5_000;

/** Whether the panel whose folder this is runs on this machine. */
export function canReport(home) {
  return existsSync(join(home, 'run/nodes.sock'));
}

/**
 * Sends what servers have carried. Each report has a number, so that one sent twice counts once.
 * @param {{ home: string, epoch: number, traffic: Map<string, object[]>, onProgress(items: number): void }} what
 */
export async function sendReports({ home, epoch, traffic, onProgress }) {
  // A socket's path has to be short, and a folder's own may not be.
  const place = await mkdtemp(join(tmpdir(), 'vortex-seed-'));
  await symlink(resolve(home, 'run'), join(place, 'run'));
  const sender = fork(join(import.meta.dirname, 'usage-sender.ts'), [`unix:${join(place, 'run/nodes.sock')}`], {
    execArgv: ['--conditions=source', '-r', join(import.meta.dirname, '../typescript/register.cjs')],
    serialization: 'advanced',
  });
  const ended = once(sender, 'exit').then(() => [{ error: 'it has ended' }]);
  try {
    let sent = 0;
    for (const [serverId, items] of traffic) {
      for (let from = 0; from < items.length; from += mostItems) {
        const some = items.slice(from, from + mostItems);
        sender.send({ serverId, epoch: BigInt(epoch), sequence: BigInt(from), items: some });
        const [{ error }] = await Promise.race([once(sender, 'message'), ended]);
        if (error)
          throw new Stop(`The usage was not taken: ${error}.`, 'The users are there; see the log of the panel.');
        onProgress((sent += some.length));
      }
    }
  } finally {
    if (sender.connected) sender.disconnect();
    await ended;
    await rm(place, { recursive: true, force: true });
  }
}
