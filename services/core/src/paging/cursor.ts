import { InvalidInput } from '@vortex/kit';

/** The place of a row in an order: the text of each thing it is sorted by, its id last. */
export type CursorKeys = readonly string[];

const version = 1;
const longest = 2_000;

/**
 * Opaque to clients. It names the order it is a place in, so that it is not taken for a place in another.
 * @param order e.g. "createdAt:DESC"
 */
export function encodeCursor(order: string, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([version, order, ...keys])).toString('base64url');
}

/** Throws `InvalidInput` at `path` for what is no cursor, or one of another order. */
export function decodeCursor(
  text: string,
  order: string,
  read: (keys: CursorKeys) => CursorKeys | undefined,
  path: string,
): CursorKeys {
  const [is, of, ...keys] = text.length > longest ? [] : partsOf(text);
  if (is === version && of !== order && typeof of === 'string') {
    throw refused(path, 'cursor_of_another_order', 'This cursor belongs to a list in another order.');
  }
  const texts = keys.filter((key) => typeof key === 'string');
  const place = is === version && texts.length === keys.length ? read(texts) : undefined;
  if (!place) throw refused(path, 'not_a_cursor', 'This is not a cursor that a list has given.');
  return place;
}

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function refused(path: string, code: string, message: string): InvalidInput {
  return new InvalidInput([{ path, code, message }]);
}
