import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { errorCode } from './error-code';
import type { PostgresBinaries } from './postgres-binaries';
import { runAs, type ServerAccount } from './server-account';

export const superuser = 'postgres';

export interface ClusterRequest {
  readonly binaries: PostgresBinaries;
  readonly data: string;
  readonly account: ServerAccount | undefined;
  readonly password: string;
  /** False skips the waiting for the disk: for tests. */
  readonly durable: boolean;
}

/** Makes the data directory unless it is there. It appears whole or not at all, also when several make it at once. */
export async function ensureCluster(request: ClusterRequest): Promise<void> {
  const { binaries, data } = request;
  const present = await majorOf(data);
  if (present === undefined) return createCluster(request);
  const offered = binaries.version.split('.', 1).join('');
  if (present !== offered) {
    throw new EmbeddedPostgresError(
      'other_major_version',
      `${data} was made by PostgreSQL ${present} and this release brings ${offered}; dump it with the release before and restore it into a new home`,
    );
  }
}

async function createCluster({ binaries, data, account, password, durable }: ClusterRequest): Promise<void> {
  const parent = dirname(data);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await removeUnfinished(parent, basename(data));
  const workshop = await mkdtemp(join(parent, `${basename(data)}.new-`));
  const made = join(workshop, 'data');
  const passwordFile = join(workshop, 'password');
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(made, { mode: 0o700 });
    if (account) for (const path of [workshop, made, passwordFile]) await chown(path, account.uid, account.gid);
    await runAs(account, join(binaries.directory, 'bin', 'initdb'), [
      ...['-D', made, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // The same order of text on every machine, whatever locales its system has.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ]);
    await rename(made, data);
  } catch (error) {
    if (await majorOf(data)) return;
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(error);
    throw new EmbeddedPostgresError('initdb_failed', `cannot make a database cluster in ${data}: ${said}`, error);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** What a killed start left. A younger one may belong to somebody at work. */
async function removeUnfinished(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(`${name}.new-`)) continue;
    const path = join(parent, entry);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 10 * 60_000) await rm(path, { recursive: true, force: true });
  }
}

/** The superuser's password, made on the first start and kept in a file only we can read. */
export async function clusterPassword(file: string, data: string): Promise<string> {
  // Data is made after its password. Looked for the other way round, both could appear between the two looks.
  const made = await majorOf(data);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return kept.trim();
  if (made) {
    throw new EmbeddedPostgresError(
      'password_lost',
      `${data} has data but ${file} is gone; restore the file, or remove both to begin anew`,
    );
  }
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
  // The first of several writers decides; a link, since a file written in place can be read while it is still empty.
  await link(draft, file).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}

async function majorOf(data: string): Promise<string | undefined> {
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      'cannot_place',
      `${data} belongs to another user; start as that user, or set another VORTEX_HOME`,
      error,
    );
  }
}
