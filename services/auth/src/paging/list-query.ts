import type { PageWindow, Position } from './page';
import { type SortColumn, valueText } from './sort-column';

/** The text of a query and its parameters, numbered as they are added. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly params: unknown[] = [];

  /** Adds a condition; `text` is given the place of its value. */
  add(value: unknown, text: (place: string) => string): this {
    this.parts.push(text(this.place(value)));
    return this;
  }

  place(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** Adds one that holds the text anywhere in one of the columns, in whatever case. */
  search(text: string, ...columns: readonly string[]): this {
    const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    return this.add(pattern, (place) => `(${columns.map((column) => `${column} ILIKE ${place}`).join(' OR ')})`);
  }

  /** Only rows behind `position` in the order of `sort`. */
  seek(sort: readonly SortColumn[], position: Position, side: 'after' | 'before'): this {
    const places = sort.map(({ type }, index) => `${this.place(position[index])}::${type}`);
    const alternatives = sort.map((column, index) => {
      const equal = sort.slice(0, index).map(({ sql }, earlier) => `${sql} = ${places[earlier]}`);
      const sign = column.descending === (side === 'after') ? '<' : '>';
      return `(${[...equal, `${column.sql} ${sign} ${places[index]}`].join(' AND ')})`;
    });
    this.parts.push(`(${alternatives.join(' OR ')})`);
    return this;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'TRUE' : this.parts.join(' AND ');
  }
}

export interface ListQuery {
  readonly select: string;
  readonly from: string;
  readonly where: Conditions;
  readonly sort: readonly SortColumn[];
  readonly window: PageWindow;
}

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** How many rows there are on all pages. */
export function countStatement({ from, where }: ListQuery): Statement {
  return { sql: `SELECT count(*) AS count FROM ${from} WHERE ${where.sql}`, params: [...where.params] };
}

/** The rows of the page and one more, with their `position`. To be made after `countStatement`: it narrows `where`. */
export function pageStatement({ select, from, where, sort, window }: ListQuery): Statement {
  if (window.after) where.seek(sort, window.after, 'after');
  if (window.before) where.seek(sort, window.before, 'before');
  const order = sort.map(({ sql, descending }) => `${sql} ${descending !== window.backwards ? 'DESC' : 'ASC'}`);
  const position = sort.map(valueText).join(', ');
  const sql =
    `SELECT ${select}, ARRAY[${position}] AS position FROM ${from} WHERE ${where.sql} ` +
    `ORDER BY ${order.join(', ')} LIMIT ${window.limit + 1}`;
  return { sql, params: where.params };
}
