import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket's path may have 107 bytes on Linux and 103 on macOS; the longest names in there have 30. */
const longestDirectory = 70;

export interface ShortPath {
  readonly path: string;
  remove(): Promise<void>;
}

/** Another, short name for a folder whose own path is too long for the sockets in it. */
export async function shortPathTo(directory: string): Promise<ShortPath> {
  if (Buffer.byteLength(directory) <= longestDirectory) return { path: directory, remove: async () => undefined };
  const place = await mkdtemp(join(tmpdir(), 'vortex-'));
  await symlink(directory, join(place, 'run'));
  return { path: join(place, 'run'), remove: () => rm(place, { recursive: true, force: true }) };
}
