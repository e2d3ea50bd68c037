import type { Log } from '../log';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { findPostmaster, stopPostmaster } from './postmaster';

/** Makes `data` ours: refuses while a living process has its server there, stops a server that a dead one left. */
export async function takeOver(data: string, log: Log): Promise<void> {
  const running = await findPostmaster(data);
  if (!running) return;
  if (running.ownerPid !== undefined) {
    throw new EmbeddedPostgresError(
      'in_use',
      `${data} is in use by process ${running.ownerPid}; stop it first, or give this installation a VORTEX_HOME of its own`,
    );
  }
  log.warn({ pid: running.pid, data }, 'stopping the PostgreSQL that a killed process left running');
  await stopPostmaster(running.pid);
}
