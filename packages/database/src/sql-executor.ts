import pg from 'pg';
import { arrayParameter } from './array-parameter';
import { bigintArrayOf, bigintArrayType } from './bigint-array';
import type { StatementNames } from './statement-names';
import { textArrayOf, textArrayType } from './text-array';

/** Raw SQL. int8 comes as bigint, in arrays too, numeric as string, timestamps as Date (one without a zone is read as UTC). */
export interface SqlExecutor {
  query<Row>(sql: string, params?: readonly unknown[], options?: StatementOptions): Promise<Row[]>;
  /** Number of rows affected. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
}

export interface TextExecutor extends SqlExecutor {
  /** As `query`, of rows as the server writes them, for who only passes them on: nothing is read of them, nothing made. */
  texts(sql: string, params?: readonly unknown[], options?: StatementOptions): Promise<TextRow[]>;
}

/** The values of a row, in the order of its columns. */
export type TextRow = readonly (string | null)[];

export interface StatementOptions {
  /** For few texts that come all the time: the server reads each once a connection, and may keep its plan. */
  readonly prepared?: boolean;
}

export type RunQuery = (config: pg.QueryConfig | pg.QueryArrayConfig) => Promise<pg.QueryResult>;

type Sending = StatementOptions & Partial<Pick<pg.QueryArrayConfig, 'types' | 'rowMode'>>;

/** @param names those of statements that are to be prepared, or undefined where sessions are shared with others */
export function sqlExecutor(run: RunQuery, names?: StatementNames): TextExecutor {
  const send = (text: string, params: readonly unknown[] = [], { prepared = false, ...reading }: Sending = {}) => {
    const name = prepared ? names?.nameOf(text) : undefined;
    return run({ text, values: params.map(toParameter), types, ...reading, ...(name ? { name } : {}) });
  };
  return {
    query: async <Row>(sql: string, params?: readonly unknown[], options?: StatementOptions) =>
      (await send(sql, params, options)).rows as Row[],
    texts: async (sql, params, options) =>
      (await send(sql, params, { ...options, types: asWritten, rowMode: 'array' })).rows as TextRow[],
    execute: async (sql, params) => (await send(sql, params)).rowCount ?? 0,
  };
}

const { INT8, TIMESTAMP, TIMESTAMPTZ } = pg.types.builtins;
const parseTimestamptz = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (value: string) => Date;
const types = { getTypeParser };
const unread = (value: string): string => value;
const asWritten = { getTypeParser: () => unread };

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === INT8) return BigInt;
    if (oid === TIMESTAMPTZ) return instantOf;
    if (oid === textArrayType) return textArrayOf;
    if (oid === bigintArrayType) return bigintArrayOf;
    if (oid === TIMESTAMP) return (value: string) => new Date(`${value.replace(' ', 'T')}Z`);
  }
  return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text') as (value: string) => unknown;
}

/** As servers in UTC write it, it is ISO 8601 but for two characters, which the engine reads much faster than pg does. */
export function instantOf(value: string): Date {
  const plain = value.length >= 22 && value.length <= 26 && value.endsWith('+00') && value[4] === '-';
  return plain ? new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`) : parseTimestamptz(value);
}

/** pg would write a Date in the zone of this process, which a column without a zone then keeps. */
function toParameter(value: unknown): unknown {
  if (Array.isArray(value)) return arrayParameter(value);
  return value instanceof Date ? value.toISOString() : value;
}
