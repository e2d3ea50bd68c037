import type { SealedColumn } from '@vortex/kit';

export const signingKeyColumn: SealedColumn = { table: 'signing_key', column: 'private_key', key: 'id' };

export const serverKeyColumn: SealedColumn = { table: 'server_key', column: 'secret', key: 'name' };

/** All of this service's: they are sealed anew when the master key changes, and searched for where they must not be. */
export const sealedColumns: readonly SealedColumn[] = [signingKeyColumn, serverKeyColumn];

/** Where a sealed value lives, so that it opens nowhere else. */
export function sealContext({ table, column }: SealedColumn, rowId: string): string {
  return `${table}.${column}:${rowId}`;
}
