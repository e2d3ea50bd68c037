import { InvalidInput, isId } from '@vortex/kit';

/** A place in an order of (key, id), as a cursor callers pass back and do not look into. */
export interface Place {
  readonly key: string;
  readonly id: string;
}

export function cursorOf({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** Undefined for the first page. Throws `InvalidInput` for what no page has answered. */
export function placeFrom(cursor: string): Place | undefined {
  if (cursor === '') return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 2) {
      const [key, id] = parts as unknown[];
      if (typeof key === 'string' && typeof id === 'string' && isId(id) && !key.includes('\0')) return { key, id };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidInput([{ path: 'page.after', code: 'not_a_cursor', message: 'No page has answered this cursor.' }]);
}

const defaultLimit = 50;
const mostRows = 1_000;

export function limitFrom(limit: number): number {
  if (limit > mostRows) {
    const message = `At most ${mostRows} rows make a page.`;
    throw new InvalidInput([{ path: 'page.limit', code: 'too_big', message }]);
  }
  return limit || defaultLimit;
}
