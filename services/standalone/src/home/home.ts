import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFailure } from '../start-failure';
import { lockHome } from './home-lock';
import { newMasterKey, newToken, secretFile } from './secret-file';
import { shortPathTo } from './short-path';

/** Says that a folder is ours: `npm start -- --reset` deletes nothing where it is missing. */
export const markerFile = 'vortex-home.json';

export interface Home {
  readonly directory: string;
  readonly postgresDirectory: string;
  /** For Unix sockets; a path short enough for them. */
  readonly runDirectory: string;
  readonly masterKeyFile: string;
  readonly metricsToken: string;
  /** Where auth leaves the password it makes at the first start, until a person has seen it. */
  readonly initialPasswordFile: string;
  close(): Promise<void>;
}

/**
 * Opens the installation's folder, making what is missing, and keeps every other process out of it until closed.
 *
 * @param masterKeys the content of the master key file, should there be none yet
 */
export async function openHome(directory: string, masterKeys?: string): Promise<Home> {
  await makeDirectories(directory);
  const run = await shortPathTo(join(directory, 'run'));
  const lock = await lockHome(directory, run.path).catch(async (error: unknown) => {
    await run.remove();
    throw error;
  });
  const masterKeyFile = join(directory, 'secrets/master.keys');
  await secretFile(masterKeyFile, () => masterKeys?.trim() ?? newMasterKey());
  return {
    directory,
    postgresDirectory: join(directory, 'postgres'),
    runDirectory: run.path,
    masterKeyFile,
    metricsToken: await secretFile(join(directory, 'secrets/metrics.token'), newToken),
    initialPasswordFile: join(directory, 'secrets/initial.password'),
    async close() {
      await lock.release();
      await run.remove();
    },
  };
}

async function makeDirectories(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    const existing = (await readdir(directory)).filter((name) => name !== 'lost+found');
    if (existing.length > 0 && !existing.includes(markerFile)) {
      throw new StartFailure(
        `${directory} holds files of something else.`,
        'Set VORTEX_HOME to a folder that is empty or does not exist yet.',
      );
    }
    await writeFile(join(directory, markerFile), '{ "format": 1 }\n');
    for (const name of ['run', 'secrets']) await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
    await chmod(join(directory, 'run'), 0o700);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(
      `${directory} cannot be written: ${(error as Error).message}`,
      'Make it writable for this user, or set VORTEX_HOME to another folder.',
    );
  }
}
