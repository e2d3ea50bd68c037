import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { BackupFilter, BackupSort } from '../generated/schema';
import { isWithin, timeRange } from '../input/time-range';
import { type RowKeys, type RowTerm, rowTerms } from '../paging/short-list';
import type { Backup } from './backup-view.graphql';

const keys = {
  CREATED_AT: { type: 'timestamptz', keyOf: ({ createdAt }) => createdAt.toISOString() },
  // In the order of numbers.
  SIZE_BYTES: { type: 'text', keyOf: ({ sizeBytes }) => sizeBytes.toString().padStart(19, '0') },
  STATE: { type: 'text', keyOf: ({ state }) => state },
  ID: { type: 'uuid', keyOf: ({ id }) => id },
} as const satisfies RowKeys<Backup, string>;

const newestFirst = { field: 'CREATED_AT', direction: 'DESC' } as const;

export function backupTerms(sort: readonly BackupSort[]): readonly RowTerm<Backup>[] {
  return rowTerms<Backup, keyof typeof keys>(keys, sort.length > 0 ? sort : [newestFirst], ['ID']);
}

const schema = z.object({ createdAt: timeRange });

/** Whether an archive is among those that are meant. Throws `InvalidInput`. */
export function isMeant(filter: BackupFilter, search: string): (backup: Backup) => boolean {
  const { states, encrypted } = filter;
  const { createdAt = {} } = parseInput(schema, filter, 'filter');
  const part = search.toLowerCase();
  return (backup) =>
    (states?.includes(backup.state) ?? true) &&
    (encrypted ?? backup.encrypted) === backup.encrypted &&
    isWithin(createdAt, backup.createdAt) &&
    [backup.fileName, backup.release].some((text) => text.toLowerCase().includes(part));
}
