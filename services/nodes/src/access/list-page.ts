import type { ListPage, ListPageInfo } from '@vortex/contracts/nodes';
import { InvalidInput } from '@vortex/kit';
import { cursorOf, type Place, placeFrom } from './place';

/** A part of a list in an order; most have but one. */
export interface PageWanted<At = Place> {
  readonly limit: number;
  /** Whether it is counted from the end. */
  readonly backward: boolean;
  readonly after: At | undefined;
  readonly before: At | undefined;
}

export interface PageFound<Row> {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  readonly info: ListPageInfo;
}

const usual = 50;
const most = 500;

export function pageWanted(page: ListPage | undefined): PageWanted {
  return pageWantedAt(page, placeFrom);
}

/** Throws `InvalidInput` with every problem. */
export function pageWantedAt<At>(
  page: ListPage | undefined,
  read: (cursor: string, path: string) => At | undefined,
): PageWanted<At> {
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

export function pageFound<Row>(
  wanted: PageWanted,
  found: readonly Row[],
  placeOf: (row: Row) => Place,
  totalCount: number | undefined,
): PageFound<Row> {
  return pageFoundAt(wanted, found, (row) => cursorOf(placeOf(row)), totalCount);
}

/** @param found one more than the page has, where there is, from its near end on */
export function pageFoundAt<Row>(
  { limit, backward, after, before }: PageWanted<unknown>,
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
