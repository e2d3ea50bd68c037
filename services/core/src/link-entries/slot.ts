import { randomBytes } from 'node:crypto';

/**
 * What differs from user to user stands in an entry as a slot: letters and digits that no encoding changes and nobody can
 * guess. So a configuration is written once for all users of a group, and filled for each.
 */
const nonce = `q${randomBytes(8).toString('hex')}`;
const names: string[] = [];
const known = new Map<string, string>();

/** Finds slots in a text; the first group is the number. */
export const slotPattern = new RegExp(`${nonce}x([0-9a-z]{4})`, 'g');

/** The names are few: kinds of secrets, and numbers of entries. */
export function slot(name: string): string {
  let token = known.get(name);
  if (token === undefined) {
    token = `${nonce}x${names.length.toString(36).padStart(4, '0')}`;
    names.push(name);
    known.set(name, token);
  }
  return token;
}

export function slotName(number: string): string {
  return names[parseInt(number, 36)] ?? '';
}

/** The name of the slot that a text consists of; undefined when it is something else. */
export function slotOf(text: string): string | undefined {
  const [, number] = new RegExp(`^${slotPattern.source}$`).exec(text) ?? [];
  return number === undefined ? undefined : slotName(number);
}
