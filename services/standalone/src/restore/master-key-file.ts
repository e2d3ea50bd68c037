import { masterKeyOf } from '@vortex/kit';
import { readFileSync } from 'node:fs';
import { writeDurably } from '../home/secret-file';

/** Every id with its key, in the order of the file. A line that services would not take is none: it must not reach their file. */
export function parsedKeys(content: string): ReadonlyMap<string, Buffer> {
  return new Map(content.split('\n').flatMap((line) => [masterKeyOf(line.trim())].filter((key) => key !== undefined)));
}

/** Puts the keys of `brought` that a file has not behind its own: they open what an archive has sealed, and seal nothing. */
export async function addKeys(path: string, brought: string): Promise<void> {
  const content = readFileSync(path, 'utf8').trimEnd();
  const own = parsedKeys(content);
  const missing = [...parsedKeys(brought)].filter(([id]) => !own.has(id));
  if (missing.length === 0) return;
  const lines = missing.map(([id, key]) => `${id}:${key.toString('base64')}`);
  await writeDurably(path, `${[content, ...lines].join('\n')}\n`);
}
