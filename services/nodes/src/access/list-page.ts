import type { ListPage, ListPageInfo } from '@vortex/contracts/nodes';
import { InvalidInput } from '@vortex/kit';
import type { Position } from './position';

/** A part of a list in an order. */
export interface PageWanted {
  readonly limit: number;
  /** Whether it is counted from the end. */
  readonly backward: boolean;
  readonly after: Position | undefined;
  readonly before: Position | undefined;
}

export interface PageFound<Row> {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  readonly info: ListPageInfo;
}

const usual = 50;
const most = 500;

/** Throws `InvalidInput` with every problem. */
export function pageWanted(
  page: ListPage | undefined,
  read: (cursor: string, path: string) => Position | undefined,
): PageWanted {
  const { first = 0, after = '', last = 0, before = '' } = page ?? {};
  const problems = Object.entries({ first, last })
    .filter(([, size]) => size > most)
    .map(([name]) => ({ path: `page.${name}`, code: 'out_of_range', message: `A page has 1 to ${most} rows.` }));
  if (first > 0 && last > 0) {
    const message = 'Say how many rows from the beginning, or from the end.';
    problems.push({ path: 'page.last', code: 'excluded', message });
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  const places = { after: read(after, 'page.after'), before: read(before, 'page.before') };
  return { limit: last || first || usual, backward: last > 0, ...places };
}

/** @param found one more than the page has, where there is, from its near end on */
export function pageFound<Row>(
  { limit, backward, after, before }: PageWanted,
  found: readonly Row[],
  cursorAt: (row: Row) => string,
  totalCount: number | undefined,
): PageFound<Row> {
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (backward) rows.reverse();
  return {
    rows,
    info: {
      cursors: rows.map(cursorAt),
      // Whoever came from a row knows that there is something on its side.
      hasNextPage: backward ? before !== undefined : hasMore,
      hasPreviousPage: backward ? hasMore : after !== undefined,
      totalCount: totalCount === undefined ? undefined : BigInt(totalCount),
    },
  };
}
