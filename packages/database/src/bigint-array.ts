import pg from 'pg';

/** Of `bigint[]`, which pg's own list of types leaves out. */
export const bigintArrayType = 1016 as Parameters<typeof pg.types.getTypeParser>[0];

const parse = pg.types.getTypeParser(bigintArrayType, 'text') as (value: string) => (string | null)[];

/** Each as a `bigint`, like a single one. pg leaves them as texts, which equal no number. */
export function bigintArrayOf(value: string): (bigint | null)[] {
  return parse(value).map((one) => (one === null ? null : BigInt(one)));
}
