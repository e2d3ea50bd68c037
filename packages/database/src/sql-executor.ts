import pg from 'pg';

/** Raw SQL. int8 comes as bigint, numeric as string, timestamps as Date (one without a zone is read as UTC). */
export interface SqlExecutor {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Number of rows affected. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
}

export type RunQuery = (config: pg.QueryConfig) => Promise<pg.QueryResult>;

export function sqlExecutor(run: RunQuery): SqlExecutor {
  const send = (sql: string, params: readonly unknown[] = []) =>
    run({ text: sql, values: params.map(toParameter), types: { getTypeParser } });
  return {
    query: async <Row>(sql: string, params?: readonly unknown[]) => (await send(sql, params)).rows as Row[],
    execute: async (sql, params) => (await send(sql, params)).rowCount ?? 0,
  };
}

const { INT8, TIMESTAMP } = pg.types.builtins;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === INT8) return BigInt;
    if (oid === TIMESTAMP) return (value: string) => new Date(`${value.replace(' ', 'T')}Z`);
  }
  return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text') as (value: string) => unknown;
}

/** pg would write a Date in the zone of this process, which a column without a zone then keeps. */
function toParameter(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
