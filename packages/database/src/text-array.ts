import pg from 'pg';

/** Of `text[]`, which pg's own list of types leaves out. */
export const textArrayType = 1009 as Parameters<typeof pg.types.getTypeParser>[0];

const parse = pg.types.getTypeParser(textArrayType, 'text') as (value: string) => (string | null)[];
/** Quotes, what they escape, a null, or an array within. */
const special = /["\\]|[{,]null[,}]|.\{/i;

/** Reads `text[]` as pg does. Most hold nothing, or words without quotes, and pg goes through each letter by letter. */
export function textArrayOf(value: string): (string | null)[] {
  if (value === '{}') return [];
  return value.startsWith('{') && !special.test(value) ? value.slice(1, -1).split(',') : parse(value);
}
