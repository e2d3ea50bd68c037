import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';

const keys = {
  CREATED_AT: { expression: 'g.created_at', type: 'timestamptz' },
  NAME: { expression: 'g.name_key', type: 'text' },
} as const satisfies Record<string, SortKey>;

interface GroupSort {
  readonly field: keyof typeof keys;
  readonly direction: SortDirection;
}

export function groupsSortedBy(sort: readonly GroupSort[]): readonly SortTerm[] {
  const wanted: readonly GroupSort[] = sort.length > 0 ? sort : [{ field: 'CREATED_AT', direction: 'ASC' }];
  const terms = wanted.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  return [...terms, { field: 'ID', expression: 'g.id', type: 'uuid', direction: wanted.at(-1)?.direction ?? 'ASC' }];
}
