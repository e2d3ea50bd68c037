import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';

const keys = {
  POSITION: { expression: 'h.position', type: 'integer' },
  REMARK: { expression: 'h.remark', type: 'text' },
  CREATED_AT: { expression: 'h.created_at', type: 'timestamptz' },
} as const satisfies Record<string, SortKey>;

interface HostSort {
  readonly field: keyof typeof keys;
  readonly direction: SortDirection;
}

export function hostsSortedBy(sort: readonly HostSort[]): readonly SortTerm[] {
  const wanted: readonly HostSort[] = sort.length > 0 ? sort : [{ field: 'POSITION', direction: 'ASC' }];
  const terms = wanted.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  return [...terms, { field: 'ID', expression: 'h.id', type: 'uuid', direction: wanted.at(-1)?.direction ?? 'ASC' }];
}
