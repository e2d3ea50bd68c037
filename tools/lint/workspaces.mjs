import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of the workspace's packages, as paths from its home; the home itself is ''. */
export function workspaceFolders(home) {
  const { workspaces } = manifestOf(home, '');
  return ['', ...workspaces.flatMap((pattern) => foldersIn(home, pattern.replace(/\/\*$/, '')))].filter((folder) =>
    existsSync(join(home, folder, 'package.json')),
  );
}

export function manifestOf(home, folder) {
  return JSON.parse(readFileSync(join(home, folder, 'package.json'), 'utf8'));
}

function foldersIn(home, room) {
  if (!existsSync(join(home, room))) return [];
  return readdirSync(join(home, room), { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => `${room}/${item.name}`)
    .sort();
}
