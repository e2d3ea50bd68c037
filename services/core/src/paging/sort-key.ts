import { isId } from '@vortex/kit';

/** What rows may be sorted by: where it stands in the statement, and as what it is compared. */
export interface SortKey {
  /** SQL. Never null, or the rows without it would be in no place. */
  readonly expression: string;
  readonly type: 'text' | 'bigint' | 'integer' | 'timestamptz' | 'uuid';
}

export type SortDirection = 'ASC' | 'DESC';

/** What a list is sorted by, wherever that is done. */
export interface OrderTerm extends Pick<SortKey, 'type'> {
  /** As clients name it. */
  readonly field: string;
  readonly direction: SortDirection;
}

/** The same, done by a statement. */
export interface SortTerm extends SortKey, OrderTerm {}

const readers: Readonly<Record<SortKey['type'], (text: string) => string | undefined>> = {
  text: (text) => (text.includes('\0') ? undefined : text),
  bigint: (text) => integer(text, 64),
  integer: (text) => integer(text, 32),
  timestamptz: instant,
  uuid: (text) => (isId(text) ? text : undefined),
};

/** The text as PostgreSQL can surely read it, or undefined. What a client sends back as a cursor may be anything. */
export function readKey({ type }: OrderTerm, text: string): string | undefined {
  return readers[type](text);
}

function integer(text: string, bits: number): string | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  return BigInt.asIntN(bits, value) === value ? value.toString() : undefined;
}

function instant(text: string): string | undefined {
  if (text === 'infinity' || text === '-infinity') return text;
  const date = new Date(text);
  const year = date.getUTCFullYear(); // not a number for what is no date
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}

/** e.g. "usedBytes:DESC,createdAt:ASC" */
export function orderName(terms: readonly OrderTerm[]): string {
  return terms.map(({ field, direction }) => `${field}:${direction}`).join(',');
}
