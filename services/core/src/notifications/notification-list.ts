import type { TimeRange } from '../input/time-range';
import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';
import type { SqlParameters } from '../paging/sql-parameters';
import { timeWithin } from '../paging/time-within.sql';
import type { NotificationKind } from './notification';

/** Notifications of which all that is given holds. */
export interface NotificationFilter {
  readonly kinds?: readonly NotificationKind[] | undefined;
  readonly read?: boolean | undefined;
  readonly createdAt?: TimeRange | undefined;
}

const keys = {
  CREATED_AT: { expression: 'created_at', type: 'timestamptz' },
  KIND: { expression: 'kind', type: 'text' },
} as const satisfies Record<string, SortKey>;

interface NotificationSort {
  readonly field: keyof typeof keys;
  readonly direction: SortDirection;
}

/** The newest first: ids of one user's grow with time. */
export function notificationsSortedBy(sort: readonly NotificationSort[]): readonly SortTerm[] {
  const terms = sort.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  const direction = sort.at(-1)?.direction ?? 'DESC';
  return [...terms, { field: 'ID', expression: 'id', type: 'uuid', direction }];
}

export function conditionsOf(
  { kinds, read, createdAt }: NotificationFilter,
  parameters: SqlParameters,
): readonly string[] {
  return [
    ...(kinds ? [`kind = ANY (${parameters.add(kinds, 'text[]')})`] : []),
    ...(read === undefined ? [] : [`read_at IS ${read ? 'NOT ' : ''}NULL`]),
    ...timeWithin('created_at', createdAt, parameters),
  ];
}
