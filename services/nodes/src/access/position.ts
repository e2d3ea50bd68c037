import type { ListSort } from '@vortex/contracts/nodes';
import { InvalidInput, isId } from '@vortex/kit';

/** What a list is sorted by: a column that is never null. */
export interface SortTerm<Field extends string = string> {
  readonly field: Field;
  readonly descending: boolean;
}

export type SortKind = 'text' | 'integer' | 'instant';

/** The values of a row in the order of its terms, its id last. Instants as RFC 3339. */
export type Position = readonly (string | number)[];

const most = 3;

/** What is asked for, or the usual order. Throws `InvalidInput` at each field that is not in `kinds`, or is there twice. */
export function sortTerms<Field extends string>(
  asked: readonly ListSort[],
  kinds: Readonly<Record<Field, SortKind>>,
  usual: SortTerm<Field>,
): readonly SortTerm<Field>[] {
  const problems = asked.flatMap(({ field }, n) => {
    const path = `sort[${n}].field`;
    if (!Object.hasOwn(kinds, field)) return [{ path, code: 'unknown_field', message: 'This list has no such field.' }];
    const isRepeated = asked.findIndex((other) => other.field === field) < n;
    return isRepeated ? [{ path, code: 'duplicate', message: 'It is sorted by this already.' }] : [];
  });
  if (asked.length > most) problems.push({ path: 'sort', code: 'too_many', message: `Sort by at most ${most}.` });
  if (problems.length > 0) throw new InvalidInput(problems);
  if (asked.length === 0) return [usual];
  return asked.map(({ field, descending }) => ({ field: field as Field, descending }));
}

/** Names the order it is a position in, so that it is not taken for one in another. */
export function positionCursor(terms: readonly SortTerm[], position: Position): string {
  return Buffer.from(JSON.stringify([orderOf(terms), ...position])).toString('base64url');
}

/** Undefined for an empty text. Throws `InvalidInput` for what no page of this list in this order has answered. */
export function positionFrom<Field extends string>(
  cursor: string,
  path: string,
  terms: readonly SortTerm<Field>[],
  kinds: Readonly<Record<Field, SortKind>>,
): Position | undefined {
  if (cursor === '') return undefined;
  const [order, ...values] = partsOf(cursor);
  const id = values.at(-1);
  const fits =
    order === orderOf(terms) &&
    values.length === terms.length + 1 &&
    typeof id === 'string' &&
    isId(id) &&
    terms.every(({ field }, n) => isOf(kinds[field], values[n]));
  if (fits) return values as Position;
  throw new InvalidInput([
    { path, code: 'not_a_cursor', message: 'No page of this list in this order has answered this.' },
  ]);
}

/** Those between two positions, where there are any. As a database is asked, in any of its forms. */
export function between(
  terms: readonly SortTerm[],
  { after, before }: { readonly after: Position | undefined; readonly before: Position | undefined },
): object[] {
  return [...(after ? [beside(terms, after, 'after')] : []), ...(before ? [beside(terms, before, 'before')] : [])];
}

/** Those behind a position, term by term; `before` looks the other way. */
function beside(terms: readonly SortTerm[], position: Position, side: 'after' | 'before'): object {
  const columns = [...terms, { field: 'id', descending: terms.at(-1)?.descending ?? false }];
  return {
    OR: columns.map(({ field, descending }, n) => {
      const equal = columns.slice(0, n).map((column, m) => ({ [column.field]: position[m] }));
      const sign = descending === (side === 'after') ? 'lt' : 'gt';
      return { AND: [...equal, { [field]: { [sign]: position[n] } }] };
    }),
  };
}

export function orderBy(terms: readonly SortTerm[], backward: boolean): Record<string, 'asc' | 'desc'>[] {
  const columns = [...terms, { field: 'id', descending: terms.at(-1)?.descending ?? false }];
  return columns.map(({ field, descending }) => ({ [field]: descending === backward ? 'asc' : 'desc' }));
}

function orderOf(terms: readonly SortTerm[]): string {
  return terms.map(({ field, descending }) => `${field}:${descending ? 'DESC' : 'ASC'}`).join(',');
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function isOf(kind: SortKind, value: unknown): boolean {
  if (kind === 'integer') return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (typeof value !== 'string' || value.includes('\0')) return false;
  return kind === 'text' || isInstant(value);
}

function isInstant(text: string): boolean {
  const date = new Date(text);
  const year = date.getUTCFullYear(); // not a number for what is no date
  return year >= 1 && year <= 9999 && date.toISOString() === text;
}
