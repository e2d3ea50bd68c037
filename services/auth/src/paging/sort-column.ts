import { isId } from '@vortex/kit';

/** A column a list can be sorted by. It must never be null. */
export interface SortColumn {
  readonly sql: string;
  readonly type: SortType;
  readonly descending: boolean;
}

export type SortType = 'text' | 'uuid' | 'timestamptz' | 'bigint' | 'boolean';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** The column's value as a text that `isValueOf` accepts and the database reads back exactly. */
export function valueText({ sql, type }: SortColumn): string {
  if (type !== 'timestamptz') return `(${sql})::text`;
  return `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Whether the database can read `text` as a value of `type`. Cursors come from outside. */
export function isValueOf(type: SortType, text: string): boolean {
  switch (type) {
    case 'text':
      return !text.includes('\0');
    case 'uuid':
      return isId(text);
    case 'bigint':
      return /^-?\d{1,18}$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'timestamptz':
      return instant.test(text) && new Date(Date.parse(text)).toJSON()?.slice(0, 19) === text.slice(0, 19);
  }
}
