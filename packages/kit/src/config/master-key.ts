import { readFileSync } from 'node:fs';
import type { Environment } from './environment';

/** The name of the key in `VORTEX_MASTER_KEY`; give it this one when it moves into a file. */
const singleKeyId = 'default';
const keyBytes = 32;

function parseKey(text: string): Buffer | undefined {
  const key = Buffer.from(text, 'base64');
  return key.length === keyBytes && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? key : undefined;
}

/** What a line of a master key file holds; undefined where that is no key. */
export function masterKeyOf(line: string): readonly [id: string, key: Buffer] | undefined {
  const [id = '', text = ''] = line.split(':', 2);
  const key = parseKey(text);
  return key && /^[\w.-]{1,32}$/.test(id) ? [id, key] : undefined;
}

function parseFile(content: string): Map<string, Buffer> | undefined {
  const keys = new Map<string, Buffer>();
  for (const line of content.split('\n').map((l) => l.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const found = masterKeyOf(line);
    if (!found || keys.has(found[0])) return undefined;
    keys.set(...found);
  }
  return keys.size > 0 ? keys : undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Master keys by id; the first one encrypts, the others only decrypt. */
export function masterKeys(
  environment: Environment,
  needed: boolean,
  refuse: (variable: string, expected: string) => void,
): Map<string, Buffer> {
  const { VORTEX_MASTER_KEY: single, VORTEX_MASTER_KEY_FILE: path } = environment;
  if (path) {
    const content = readIfThere(path);
    if (content === undefined) refuse('VORTEX_MASTER_KEY_FILE', 'the path of a file that can be read');
    const keys = content === undefined ? undefined : parseFile(content);
    if (content !== undefined && !keys) {
      refuse('VORTEX_MASTER_KEY_FILE', 'a file with one "id:base64 of 32 bytes" a line and no id twice');
    }
    return keys ?? new Map<string, Buffer>();
  }
  if (single) {
    const key = parseKey(single);
    if (!key) refuse('VORTEX_MASTER_KEY', '32 bytes in base64');
    return new Map(key ? [[singleKeyId, key]] : []);
  }
  if (needed) refuse('VORTEX_MASTER_KEY', '32 bytes in base64, or a file of keys in VORTEX_MASTER_KEY_FILE');
  return new Map();
}
