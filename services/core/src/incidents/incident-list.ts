import type { SortDirection, SortKey, SortTerm } from '../paging/sort-key';
import type { SqlParameters } from '../paging/sql-parameters';
import { type IncidentKind, incidentKinds, type Sight } from './incident';

/** Incidents of which all that is given holds. */
export interface IncidentFilter {
  readonly kinds?: readonly IncidentKind[] | undefined;
  readonly serverIds?: readonly string[] | undefined;
  readonly acknowledged?: boolean | undefined;
}

const keys = {
  FIRST_AT: { expression: 'first_at', type: 'timestamptz' },
  LAST_AT: { expression: 'last_at', type: 'timestamptz' },
  KIND: { expression: 'kind', type: 'text' },
} as const satisfies Record<string, SortKey>;

interface IncidentSort {
  readonly field: keyof typeof keys;
  readonly direction: SortDirection;
}

/** The newest first. */
export function incidentsSortedBy(sort: readonly IncidentSort[]): readonly SortTerm[] {
  const wanted: readonly IncidentSort[] = sort.length > 0 ? sort : [{ field: 'LAST_AT', direction: 'DESC' }];
  const terms = wanted.map(({ field, direction }): SortTerm => ({ ...keys[field], field, direction }));
  const direction = wanted.at(-1)?.direction ?? 'DESC';
  return [...terms, { field: 'ID', expression: 'id', type: 'uuid', direction }];
}

export function seenBy({ tenantId, seesNobodys }: Sight, parameters: SqlParameters): string {
  const own = `tenant_id = ${parameters.add(tenantId, 'uuid')}`;
  return seesNobodys ? `(${own} OR tenant_id IS NULL)` : own;
}

export function conditionsOf(
  { kinds = incidentKinds, serverIds, acknowledged }: IncidentFilter,
  parameters: SqlParameters,
): readonly string[] {
  return [
    `kind = ANY (${parameters.add(kinds, 'text[]')})`,
    ...(serverIds ? [`server_id = ANY (${parameters.add(serverIds, 'uuid[]')})`] : []),
    ...(acknowledged === undefined ? [] : [`acknowledged_at IS ${acknowledged ? 'NOT ' : ''}NULL`]),
  ];
}
