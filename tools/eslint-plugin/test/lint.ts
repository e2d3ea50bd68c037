import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = join(__dirname, '../../..');

/**
 * Lints texts as if they were files of this repository, with the repository's own configuration. One process does them all:
 * it gets to know the projects once.
 *
 * @returns the rules that each one breaks
 */
export function brokenRules(files: readonly { readonly path: string; readonly text: string }[]): string[][] {
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    cwd: home,
    input: JSON.stringify(files),
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}
