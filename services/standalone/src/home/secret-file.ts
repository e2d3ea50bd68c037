import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Reads a secret, or makes it at the first start. Readable by this user alone, and on the disk before it is used. */
export async function secretFile(path: string, make: () => string): Promise<string> {
  if (existsSync(path)) return (await readFile(path, 'utf8')).trim();
  const secret = make();
  await writeDurably(path, `${secret}\n`);
  return secret;
}

/** One line of a master key file: an id to recognise the key by, and 32 bytes. */
export function newMasterKey(): string {
  return `k${Date.now().toString(36)}:${randomBytes(32).toString('base64')}`;
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Whole or not at all: a key cut short by a power failure would lock the installation out of its own data. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  const directory = await open(dirname(path), 'r');
  await directory.sync().finally(() => directory.close());
}
