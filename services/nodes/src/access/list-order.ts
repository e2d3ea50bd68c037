import type { ListPage, ListSort } from '@vortex/contracts/nodes';
import { type PageWanted, pageWanted } from './list-page';
import { positionCursor, positionFrom, type SortKind, type SortTerm, sortTerms } from './position';

/** What a list may be ordered by, and the places in it. */
export interface ListOrder<Field extends string, Row> {
  /** What is asked for, or the usual order. Throws `InvalidInput` at each field the list does not have. */
  terms(asked: readonly ListSort[]): readonly SortTerm<Field>[];
  /** Throws `InvalidInput` for a cursor of another list, or of another order. */
  page(page: ListPage | undefined, terms: readonly SortTerm<Field>[]): PageWanted;
  cursor(terms: readonly SortTerm<Field>[], row: Row): string;
}

/** @param kinds the columns it may be ordered by: those of a row that are never null, under their names there */
export function listOrder<Field extends string>(
  kinds: Readonly<Record<Field, SortKind>>,
  usual: SortTerm<Field>,
): ListOrder<Field, Readonly<Record<Field, string | number | Date>> & { readonly id: string }> {
  return {
    terms: (asked) => sortTerms(asked, kinds, usual),
    page: (page, terms) => pageWanted(page, (cursor, path) => positionFrom(cursor, path, terms, kinds)),
    cursor: (terms, row) => positionCursor(terms, [...terms.map(({ field }) => valueOf(row[field])), row.id]),
  };
}

function valueOf(value: string | number | Date): string | number {
  return value instanceof Date ? value.toISOString() : value;
}
