import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ReleaseName } from './release';

const run = promisify(execFile);
const root = join(__dirname, '../../../..');
const program = ['program.ts', 'release.ts'];

/**
 * A release as it is shipped: plain JavaScript beside its own copy of every package it needs, compiled at this moment.
 * It takes nothing from the workspace it was built in.
 */
export interface ReleaseArtefact {
  readonly release: ReleaseName;
  readonly folder: string;
  /** The file to run. */
  readonly program: string;
  remove(): Promise<void>;
}

export async function buildRelease(release: ReleaseName): Promise<ReleaseArtefact> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `release-${release}-`)));
  // What also picks the files of our container images.
  await run(process.execPath, ['infrastructure/docker/assemble.mjs', 'packages/messaging', folder], { cwd: root });
  await symlink('../../packages/messaging', join(folder, 'node_modules/@vortex/messaging'));
  for (const name of await readdir(join(folder, 'packages'))) {
    const dist = join(folder, 'packages', name, 'dist');
    await rm(dist, { recursive: true, force: true });
    await compile(join(root, 'packages', name), ['src'], dist);
  }
  const shop = join(folder, 'shop');
  await compile(__dirname, program, shop);
  await compile(join(__dirname, release), ['events.ts', 'release.ts'], join(shop, release));
  await cp(join(__dirname, release, 'migrations'), join(shop, release, 'migrations'), { recursive: true });
  return {
    release,
    folder,
    program: join(shop, 'program.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As the `build` of every package does. */
async function compile(from: string, sources: readonly string[], to: string): Promise<void> {
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const how = ['--config-file', join(root, '.swcrc'), '--ignore', '**/*.spec.ts', '--quiet'];
  const shape = sources.includes('src') ? ['--strip-leading-paths'] : [];
  await run(process.execPath, [swc, ...sources, '-d', to, ...shape, ...how], { cwd: from });
}
