import type { CursorKeys } from './cursor';
import type { Page } from './page';
import type { SortDirection, SortTerm } from './sort-key';
import type { SqlParameters } from './sql-parameters';

/** The parts of a SELECT that make it one page, and its rows tell their place as `keys`. */
export interface Keyset {
  /** `array[…] AS keys` */
  readonly keys: string;
  /** The same, each in a column of its own: `… AS key_0, … AS key_1` */
  readonly keyColumns: string;
  /** What is sorted by, for a statement around this one: `… AS place_0, … AS place_1` */
  readonly placeColumns: string;
  /** Conditions; none for a first page. */
  readonly where: readonly string[];
  readonly orderBy: string;
  /** One row more than the page, which tells whether there is a next. */
  readonly limit: string;
}

/** Rows after a place are found by comparing with it, at the same cost on the last page as on the first. */
export function keysetOf(page: Page, parameters: SqlParameters): Keyset {
  const { terms, after, before, backward } = page;
  const where = [
    ...(after ? beyond(terms, after, false, parameters) : []),
    ...(before ? beyond(terms, before, true, parameters) : []),
  ];
  return {
    keys: `ARRAY[${terms.map(({ expression }) => `(${expression})::text`).join(', ')}] AS keys`,
    keyColumns: terms.map(({ expression }, n) => `(${expression})::text AS key_${n}`).join(', '),
    placeColumns: terms.map(({ expression }, n) => `${expression} AS place_${n}`).join(', '),
    where,
    orderBy: `ORDER BY ${terms.map((term) => `${term.expression} ${directionOf(term, backward)}`).join(', ')}`,
    // A number in the text, so that a plan that is kept knows how little is wanted.
    limit: `LIMIT ${page.limit + 1}`,
  };
}

/** The `keyColumns` and the `orderBy` of a statement around one that has `placeColumns`. */
export function keysetAround({ terms, backward }: Page): Pick<Keyset, 'keyColumns' | 'orderBy'> {
  return {
    keyColumns: terms.map((_term, n) => `place_${n}::text AS key_${n}`).join(', '),
    orderBy: `ORDER BY ${terms.map((term, n) => `place_${n} ${directionOf(term, backward)}`).join(', ')}`,
  };
}

function directionOf({ direction }: SortTerm, backward: boolean): SortDirection {
  return (direction === 'ASC') !== backward ? 'ASC' : 'DESC';
}

/** What lies behind `keys` in the order; with `backward`, before them. */
function beyond(terms: readonly SortTerm[], keys: CursorKeys, backward: boolean, parameters: SqlParameters): string[] {
  const places = terms.map(({ type }, n) => parameters.add(keys[n], type));
  const signs = terms.map((term) => (directionOf(term, backward) === 'ASC' ? '>' : '<'));
  const expressions = terms.map(({ expression }) => expression);
  if (new Set(signs).size === 1) return [`(${expressions.join(', ')}) ${signs[0]} (${places.join(', ')})`];
  const alternatives = expressions.map((expression, n) => {
    const equal = expressions.slice(0, n).map((before, m) => `${before} = ${places[m]}`);
    return `(${[...equal, `${expression} ${signs[n]} ${places[n]}`].join(' AND ')})`;
  });
  // The first condition follows from the second; an index can begin where it says.
  return [`${expressions[0]} ${signs[0]}= ${places[0]}`, `(${alternatives.join(' OR ')})`];
}
