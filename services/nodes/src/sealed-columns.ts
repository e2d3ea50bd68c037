import type { SealedColumn } from '@vortex/kit';

export const inboundSecretsColumn: SealedColumn = { table: 'inbound', column: 'secrets', key: 'id' };
export const authorityKeyColumn: SealedColumn = { table: 'certificate_authority', column: 'private_key', key: 'id' };
export const configurationSecretsColumn: SealedColumn = {
  table: 'configuration_content',
  column: 'secrets',
  key: 'id',
};

/** All of this service's: they are sealed anew when the master key changes, and searched for where they must not be. */
export const sealedColumns: readonly SealedColumn[] = [
  inboundSecretsColumn,
  authorityKeyColumn,
  configurationSecretsColumn,
];

/** Where a sealed value lives, so that it opens nowhere else. */
export function sealContext({ table, column }: SealedColumn, rowId: string): string {
  return `${table}.${column}:${rowId}`;
}
