import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';
import type { SqlParameters } from '../paging/sql-parameters';
import type { JobKind, JobState } from './job';

/** Jobs of which all that is given holds. */
export interface JobFilter {
  readonly kinds?: readonly JobKind[] | undefined;
  readonly states?: readonly JobState[] | undefined;
  readonly createdByIds?: readonly string[] | undefined;
}

const keys = {
  CREATED_AT: { expression: 'created_at', type: 'timestamptz' },
  KIND: { expression: 'kind', type: 'text' },
  STATE: { expression: 'state', type: 'text' },
  FINISHED_AT: { expression: "coalesce(finished_at, 'infinity')", type: 'timestamptz' },
} as const satisfies Record<string, SortKey>;

interface JobSort {
  readonly field: keyof typeof keys;
  readonly direction: SortDirection;
}

/** The newest first: ids grow with time. */
export function jobsSortedBy(sort: readonly JobSort[]): readonly SortTerm[] {
  const terms = sort.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  const direction = sort.at(-1)?.direction ?? 'DESC';
  return [...terms, { field: 'ID', expression: 'id', type: 'uuid', direction }];
}

export function conditionsOf({ kinds, states, createdByIds }: JobFilter, parameters: SqlParameters): string[] {
  return [
    ...(kinds ? [`kind = ANY (${parameters.add(kinds, 'text[]')})`] : []),
    ...(states ? [`state = ANY (${parameters.add(states, 'text[]')})`] : []),
    ...(createdByIds ? [`created_by = ANY (${parameters.add(createdByIds, 'uuid[]')})`] : []),
  ];
}
