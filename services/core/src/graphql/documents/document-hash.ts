import { createHash } from 'node:crypto';

/** SHA-256 of an operation's text, as clients of persisted operations count it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
