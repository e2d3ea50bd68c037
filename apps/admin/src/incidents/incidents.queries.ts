import { useQuery } from '@tanstack/react-query';
import { type IncidentFilter, Incidents, type IncidentsQuery } from '@vortex/sdk';
import { useApi } from '../api/api';

export type IncidentRow = IncidentsQuery['incidents']['nodes'][number];

/** As often as machines tell of themselves. */
const refreshMs = 10_000;

/** The newest that the filter means. */
export function useIncidents(filter: IncidentFilter, first: number, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['incidents', filter, first],
    queryFn: async ({ signal }) =>
      (await api.request(Incidents, { filter, page: { first } }, { signal })).incidents.nodes,
    refetchInterval: refreshMs,
    enabled,
  });
}
