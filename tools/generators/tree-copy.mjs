import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from '../process/command.mjs';

/**
 * A copy of the tree as it stands, uncommitted files included, in which everything can be run: installed packages are
 * links to those of the original, and the workspace's own packages are those of the copy.
 */
export async function copyTree(home) {
  const copy = mkdtempSync(join(tmpdir(), 'vortex-tree-'));
  const { stdout } = await command('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: home,
  });
  for (const path of new Set(stdout.split('\0').filter(Boolean))) {
    if (!existsSync(join(home, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(home, path), join(copy, path), { verbatimSymlinks: true });
  }
  linkModules(join(home, 'node_modules'), join(copy, 'node_modules'));
  for (const room of ['apps', 'packages', 'services', 'plugins', 'tools']) {
    if (!existsSync(join(home, room))) continue;
    for (const name of readdirSync(join(home, room))) {
      const nested = join(home, room, name, 'node_modules');
      if (existsSync(nested) && existsSync(join(copy, room, name)))
        linkModules(nested, join(copy, room, name, 'node_modules'));
    }
  }
  return { home: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

/** Links to installed packages; a link that npm made into the workspace is made again, relative, into the copy. */
function linkModules(from, to) {
  mkdirSync(to, { recursive: true });
  for (const item of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, item.name), join(to, item.name)];
    if (item.name.startsWith('@') && item.isDirectory()) linkModules(source, target);
    else if (item.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (item.name === '.bin' || !item.name.startsWith('.')) symlinkSync(source, target);
  }
}
