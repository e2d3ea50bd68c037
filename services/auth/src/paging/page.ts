import { InvalidInput } from '@vortex/kit';
import { isValueOf, type SortColumn } from './sort-column';

/** Which part of a list is wanted, as it travels. Zero and the empty text mean "not given". */
export interface PageRequest {
  readonly first: number;
  readonly after: string;
  readonly last: number;
  readonly before: string;
  readonly withTotal: boolean;
}

/** The values a row is sorted by, its id last, as texts of the database. */
export type Position = readonly string[];

export interface PageWindow {
  readonly limit: number;
  /** The last rows are wanted, not the first. */
  readonly backwards: boolean;
  readonly after?: Position | undefined;
  readonly before?: Position | undefined;
  readonly withTotal: boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly info: {
    readonly cursors: string[];
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly totalCount: bigint | undefined;
  };
}

const defaultLimit = 50;
const mostRows = 500;
/** Half of what one answer between services may weigh: the rest is for what is around the rows. */
const mostBytes = 2 * 2 ** 20;

/**
 * @param sort what the list is sorted by: a cursor holds a value for each
 * @throws InvalidInput naming every part of `page` that makes no sense
 */
export function readPage(page: PageRequest | undefined, sort: readonly SortColumn[]): PageWindow {
  const { first = 0, after = '', last = 0, before = '', withTotal = false } = page ?? {};
  const flaws = [
    ...(first > 0 && last > 0 ? [flaw('page', 'ambiguous', 'Ask for the first rows or for the last ones.')] : []),
    ...(first > mostRows ? [flaw('page.first', 'too_big', `Ask for at most ${mostRows} rows.`)] : []),
    ...(last > mostRows ? [flaw('page.last', 'too_big', `Ask for at most ${mostRows} rows.`)] : []),
  ];
  const position = (cursor: string, path: string): Position | undefined => {
    if (cursor === '') return undefined;
    const values = decode(cursor);
    if (values?.length === sort.length && sort.every(({ type }, index) => isValueOf(type, values[index] ?? ''))) {
      return values;
    }
    flaws.push(flaw(path, 'not_a_cursor', 'This is not a cursor of this list in this order.'));
    return undefined;
  };
  const window = { after: position(after, 'page.after'), before: position(before, 'page.before') };
  if (flaws.length > 0) throw new InvalidInput(flaws);
  return { ...window, limit: last || first || defaultLimit, backwards: last > 0, withTotal };
}

/**
 * Makes a page of the rows that a query for one row more than wanted has found.
 * @param bytesOf what a row weighs, where some are heavy: a page of those ends earlier than was asked for
 */
export function toPage<R extends { readonly position: Position }, T>(
  found: readonly R[],
  window: PageWindow,
  totalCount: bigint | undefined,
  item: (row: R) => T,
  bytesOf?: (row: R) => number,
): Page<T> {
  const rows = found.slice(0, bytesOf ? fitting(found.slice(0, window.limit).map(bytesOf)) : window.limit);
  const hasMore = found.length > rows.length;
  if (window.backwards) rows.reverse();
  return {
    items: rows.map(item),
    info: {
      cursors: rows.map((row) => encode(row.position)),
      hasNextPage: window.backwards ? window.before !== undefined : hasMore,
      hasPreviousPage: window.backwards ? hasMore : window.after !== undefined,
      totalCount,
    },
  };
}

/** How many of these, from the first on, fit into one answer; never none. */
function fitting(bytes: readonly number[]): number {
  let sum = 0;
  const tooMuch = bytes.findIndex((size, index) => (sum += size) > mostBytes && index > 0);
  return tooMuch === -1 ? bytes.length : tooMuch;
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(cursor: string): Position | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : undefined;
  } catch {
    return undefined;
  }
}

function flaw(path: string, code: string, message: string) {
  return { path, code, message };
}
