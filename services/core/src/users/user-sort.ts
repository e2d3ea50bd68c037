import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';

const keys = {
  CREATED_AT: { expression: 'u.created_at', type: 'timestamptz' },
  USERNAME: { expression: 'u.username_key', type: 'text' },
  STATUS: { expression: 'u.status', type: 'text' },
  /** Those that never expire are the last to do so. */
  EXPIRES_AT: { expression: `COALESCE(u.expires_at, 'infinity')`, type: 'timestamptz' },
  LIMIT_BYTES: { expression: 'COALESCE(u.limit_bytes, 9223372036854775807)', type: 'bigint' },
  USED_BYTES: { expression: 't.used_bytes', type: 'bigint' },
  /** Those that never were online come before all others. */
  LAST_ONLINE_AT: { expression: `COALESCE(t.last_online_at, '-infinity')`, type: 'timestamptz' },
} as const satisfies Record<string, SortKey>;

export type UserSortField = keyof typeof keys;

export interface UserSort {
  readonly field: UserSortField;
  readonly direction: SortDirection;
}

const newestFirst: UserSort = { field: 'CREATED_AT', direction: 'DESC' };

/** What a list of users is sorted by, so that no two stand in one place. */
export function sortedBy(sort: readonly UserSort[]): readonly SortTerm[] {
  const wanted = sort.length > 0 ? sort : [newestFirst];
  const first = wanted[0] ?? newestFirst;
  // Within a status there is an order too, and an index for it.
  const fields =
    wanted.length === 1 && first.field === 'STATUS' ? [first, { ...newestFirst, direction: first.direction }] : wanted;
  const terms = fields.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  // An index over traffic ends with its own column of the same id.
  const expression = keys[first.field].expression.includes('t.') ? 't.user_id' : 'u.id';
  const direction = wanted.at(-1)?.direction ?? 'ASC';
  return [...terms, { field: 'ID', expression, type: 'uuid', direction }];
}
