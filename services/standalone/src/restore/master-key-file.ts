import { readFileSync } from 'node:fs';
import { writeDurably } from '../home/secret-file';

/** Every id with its key, in the order of the file. */
export function parsedKeys(content: string): ReadonlyMap<string, Buffer> {
  const lines = content.split('\n').map((line) => line.trim());
  const pairs = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(':', 2));
  return new Map(pairs.map(([id = '', key = '']) => [id, Buffer.from(key, 'base64')]));
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
