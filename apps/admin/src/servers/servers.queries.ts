import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Server, type ServerFilter, Servers, type ServersQuery } from '@vortex/sdk';
import { useApi } from '../api/api';

export const serverKeys = { one: (id: string) => ['servers', 'one', id] as const };

export type ServerRow = ServersQuery['servers'][number];

export function useServers(filter: ServerFilter = {}, enabled = true, refreshMs = 30_000) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['servers', 'list', filter],
    queryFn: async ({ signal }) => (await api.request(Servers, { filter }, { signal })).servers,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    enabled,
  });
  return { ...query, items: query.data };
}

export function useServer(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: serverKeys.one(id),
    queryFn: async ({ signal }) => (await api.request(Server, { id }, { signal })).server,
    refetchInterval: 30_000,
  });
}
