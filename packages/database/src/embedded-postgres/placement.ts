import { createHash } from 'node:crypto';
import { access, chmod, lstat, mkdir, readlink, realpath, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../log';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { errorCode } from './error-code';
import { areUsable, copyBinaries, type PostgresBinaries, removeBinaries } from './postgres-binaries';
import { canEnter, type ServerAccount } from './server-account';
import { takeOver } from './take-over';

export interface Placement {
  readonly binaries: PostgresBinaries;
  /** A real directory, or the place where one is to be made. */
  readonly data: string;
}

export interface PlacementRequest {
  /** Where the owner wants everything to be. */
  readonly directory: string;
  readonly account: ServerAccount | undefined;
  readonly installed: PostgresBinaries;
  /** Where data and binaries go when the server's account cannot enter `directory`. */
  readonly elsewhere: string;
  readonly log: Log;
}

/**
 * Finds places for data and binaries that the server's account can enter. As root that account is another one, and
 * below /root, or any directory of mode 0700, it cannot: then they live under `elsewhere`/<hash of the directory>, and
 * `<directory>/data` is a link to there, made by `linkData` when there is data.
 */
export async function place(request: PlacementRequest): Promise<Placement> {
  const { directory, account, installed } = request;
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, 0o2);
    // The account must pass through, whatever the umask was; what is secret in here has a mode of its own.
    if (account) await chmod(directory, 0o711);
    const near = !account || (await canEnter(account, directory));
    const far = join(
      request.elsewhere,
      createHash('sha256')
        .update(await realpath(directory))
        .digest('hex')
        .slice(0, 16),
    );
    const data = await dataPlace(request, near, far);
    const binaries = (await areUsable(installed, account))
      ? installed
      : await copyBinaries(installed, near ? directory : far);
    if (await areUsable(binaries, account)) return { binaries, data };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw cannotPlace(request, error);
  }
  throw new EmbeddedPostgresError(
    'no_binaries',
    `the PostgreSQL ${installed.version} that npm brought does not run on this system (it needs glibc); set VORTEX_DATABASE_URL`,
  );
}

/** `<directory>/data` leads to the data, wherever it is. */
export async function linkData(directory: string, data: string): Promise<void> {
  const link = join(directory, 'data');
  if (data === link) return;
  await symlink(data, link).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

export async function linkTarget(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() ? readlink(path) : undefined;
}

async function dataPlace(request: PlacementRequest, near: boolean, far: string): Promise<string> {
  const link = join(request.directory, 'data');
  const linked = await linkTarget(link);
  if (linked !== undefined) {
    if (await exists(linked)) return linked;
    throw new EmbeddedPostgresError(
      'data_missing',
      `${link} leads to ${linked}, which is gone; restore it, or remove ${request.directory} to begin anew`,
    );
  }
  if (near || (await exists(link))) return link;

  await mkdir(far, { recursive: true, mode: 0o755 });
  if (request.account && !(await canEnter(request.account, far))) throw cannotPlace(request, `nor ${far}`);
  const data = join(far, 'data');
  if (await exists(data)) await setAside(data, request.log);
  request.log.info(
    { directory: request.directory, data },
    'PostgreSQL cannot enter this directory; its data lives elsewhere',
  );
  return data;
}

/** Removes data that lives elsewhere with the binaries beside it, but not what was set aside there. */
export async function removeMoved(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await removeBinaries(dirname(data));
  await rmdir(dirname(data)).catch(() => undefined);
}

/** No link leads here, so the home it belonged to was removed: keep the data, but do not bring it back. */
async function setAside(data: string, log: Log): Promise<void> {
  await takeOver(data, log);
  const orphan = `${data}.orphaned-${Date.now()}`;
  await rename(data, orphan);
  log.warn({ orphan }, 'found the data of a home that was removed; set aside');
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function cannotPlace({ directory, account }: PlacementRequest, cause: unknown): EmbeddedPostgresError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const who = account ? `PostgreSQL runs as ${account.name}, who` : 'This user';
  return new EmbeddedPostgresError(
    'cannot_place',
    `${who} cannot use ${directory} (${why}); set VORTEX_HOME to another directory, such as /srv/vortexpanel`,
    cause,
  );
}
