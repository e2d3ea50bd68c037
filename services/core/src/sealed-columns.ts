/** A column whose values are under envelope encryption. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column that names the row. */
  readonly key: string;
}

export const deviceSeedColumn: SealedColumn = { table: 'device', column: 'seed', key: 'id' };
export const linkTokenColumn: SealedColumn = { table: 'subscription_link', column: 'token', key: 'user_id' };
export const idempotencyAnswerColumn: SealedColumn = { table: 'idempotency_record', column: 'answer', key: 'claim' };

/** All of this service's, for the search that proves nothing of them is found anywhere in the clear. */
export const sealedColumns: readonly SealedColumn[] = [deviceSeedColumn, linkTokenColumn, idempotencyAnswerColumn];

/** Where a sealed value lives, so that it opens nowhere else. */
export function sealContext({ table, column }: SealedColumn, rowId: string): string {
  return `${table}.${column}:${rowId}`;
}
