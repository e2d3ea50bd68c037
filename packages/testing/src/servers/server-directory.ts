import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { testDirectory } from '../config';
import type { LaunchOptions } from './launched-server';

/** The directory the caller named, or a new one. */
export async function serverDirectory(kind: string, options: LaunchOptions): Promise<string> {
  const parent = options.directory ?? options.parent ?? testDirectory();
  await mkdir(parent, { recursive: true });
  return options.directory ?? mkdtemp(join(parent, `vortex-${kind}-`));
}
