import type { CursorKeys } from './cursor';
import { type Connection, connectionOf, type Placed } from './connection';
import type { Page } from './page';
import type { OrderTerm, SortDirection } from './sort-key';

/** What rows of a list that is known as a whole are sorted by. Its texts stand in the order of what they mean. */
export interface RowTerm<Row> extends OrderTerm {
  readonly keyOf: (row: Row) => string;
}

export type RowKeys<Row, Field extends string> = Readonly<Record<Field, Pick<RowTerm<Row>, 'type' | 'keyOf'>>>;

/** What is asked for, and behind it `last`, which no two rows have alike. */
export function rowTerms<Row, Field extends string>(
  keys: RowKeys<Row, Field>,
  asked: readonly { readonly field: Field; readonly direction?: SortDirection | undefined }[],
  last: readonly Field[],
): readonly RowTerm<Row>[] {
  const more = last.filter((field) => asked.every((term) => term.field !== field));
  const terms = [...asked, ...more.map((field) => ({ field, direction: undefined }))];
  return terms.map(({ field, direction = 'ASC' }) => ({ ...keys[field], field, direction }));
}

export function sortedRows<Row>(rows: readonly Row[], terms: readonly RowTerm<Row>[]): Row[] {
  return placed(rows, terms).map(({ row }) => row);
}

/** A page of a list that is short enough to be known as a whole. */
export function shortListConnection<Row>(rows: readonly Row[], page: Page<RowTerm<Row>>): Connection<Row> {
  const { terms, after, before, backward, limit } = page;
  const between = placed(rows, terms).filter(
    ({ keys }) =>
      (after === undefined || compare(keys, after, terms) > 0) &&
      (before === undefined || compare(keys, before, terms) < 0),
  );
  if (backward) between.reverse();
  return connectionOf(
    page,
    between.slice(0, limit + 1),
    (row) => row,
    () => Promise.resolve(rows.length),
  );
}

function placed<Row>(rows: readonly Row[], terms: readonly RowTerm<Row>[]): Placed<Row>[] {
  return rows
    .map((row) => ({ row, keys: terms.map(({ keyOf }) => keyOf(row)) }))
    .sort((one, other) => compare(one.keys, other.keys, terms));
}

function compare(one: CursorKeys, other: CursorKeys, terms: readonly OrderTerm[]): number {
  for (const [n, { direction }] of terms.entries()) {
    const [first = '', second = ''] = [one[n], other[n]];
    if (first !== second) return first < second === (direction === 'ASC') ? -1 : 1;
  }
  return 0;
}
