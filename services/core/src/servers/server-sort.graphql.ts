import type { ServerSort } from '../generated/schema';
import { type RowKeys, type RowTerm, rowTerms } from '../paging/short-list';
import type { ServerRow } from './server.wire';

const keys = {
  NAME: { type: 'text', keyOf: ({ name }) => name.toLowerCase() },
  STATE: { type: 'text', keyOf: ({ state }) => state },
  // Those without one come last.
  COUNTRY: { type: 'text', keyOf: ({ region }) => region.country ?? '\uffff' },
  CREATED_AT: { type: 'timestamptz', keyOf: ({ createdAt }) => createdAt.toISOString() },
  ID: { type: 'uuid', keyOf: ({ id }) => id },
} as const satisfies RowKeys<ServerRow, string>;

/** What is alike in all that is asked for stands by name. */
export function serverTerms(sort: readonly ServerSort[]): readonly RowTerm<ServerRow>[] {
  return rowTerms<ServerRow, keyof typeof keys>(keys, sort, ['NAME', 'ID']);
}
