import { execFile } from 'node:child_process';
import { access, constants, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Program {
  /** Where it may be, the best place first. */
  readonly paths: readonly string[];
  /** The Debian package that brings it. */
  readonly debianPackage: string;
  /** What a person can do other than have it installed. */
  readonly instead: string;
}

export const namedServer = (variable: string): string => `set ${variable} to a running server, start Docker`;

/** The path of a program that tests need, installed from Debian where we may. Says what is missing otherwise. */
export async function findProgram(program: Program): Promise<string> {
  const found = await firstExecutable(program.paths);
  if (found) return found;
  const aptGet = await firstExecutable(['/usr/bin/apt-get']);
  if (aptGet && process.getuid?.() === 0) {
    await installPackage(aptGet, program.debianPackage);
    const installed = await firstExecutable(program.paths);
    if (installed) return installed;
  }
  throw new Error(
    `tests need ${program.debianPackage}: ${program.instead}, install the package, ` +
      `or run as root on Debian to have it installed`,
  );
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}

/** Asked before a package starts its service, which we do not want: we run our own. */
const servicePolicy = '/usr/sbin/policy-rc.d';

async function installPackage(aptGet: string, name: string): Promise<void> {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    run(aptGet, ['-o', 'DPkg::Lock::Timeout=400', '-qq', ...args], { env, maxBuffer: 64 * 1024 * 1024 });
  const install = () => apt('install', '-y', '--no-install-recommends', name);
  const policyIsOurs = await writeFile(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' }).then(
    () => true,
    () => false,
  );
  try {
    // The package lists may be missing or old; refreshing them is slow, so only when needed.
    await install().catch(async () => {
      await apt('update');
      await install();
    });
  } catch (error) {
    throw new Error(`apt-get could not install ${name}`, { cause: error });
  } finally {
    if (policyIsOurs) await rm(servicePolicy, { force: true });
  }
}
