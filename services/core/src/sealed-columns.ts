import type { SealedColumn } from '@vortex/kit';

export const deviceSeedColumn: SealedColumn = { table: 'device', column: 'seed', key: 'id' };
export const linkTokenColumn: SealedColumn = { table: 'subscription_link', column: 'token', key: 'user_id' };
export const idempotencyAnswerColumn: SealedColumn = { table: 'idempotency_record', column: 'answer', key: 'claim' };
export const inboundViewColumn: SealedColumn = { table: 'inbound_view', column: 'view', key: 'inbound_id' };

/** All of this service's: they are sealed anew when the master key changes, and searched for where they must not be. */
export const sealedColumns: readonly SealedColumn[] = [
  ...[deviceSeedColumn, linkTokenColumn, idempotencyAnswerColumn],
  inboundViewColumn,
];

/** Where a sealed value lives, so that it opens nowhere else. */
export function sealContext({ table, column }: SealedColumn, rowId: string): string {
  return `${table}.${column}:${rowId}`;
}
