import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Server, type ServerFilter, Servers, type ServersQuery } from '@vortex/sdk';
import { useApi } from '../api/api';
import { useSurely } from '../session/permissions';

export const serverKeys = { one: (id: string) => ['servers', 'one', id] as const };

export type ServerRow = ServersQuery['servers'][number];

export function useServers(filter: ServerFilter = {}, enabled = true, refreshMs = 30_000) {
  const api = useApi();
  const withInbounds = useWithInbounds();
  const query = useQuery({
    queryKey: ['servers', 'list', filter, withInbounds],
    queryFn: async ({ signal }) =>
      (await api.request(Servers, { filter, withInbounds: withInbounds ?? false }, { signal })).servers,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    enabled: enabled && withInbounds !== undefined,
  });
  return { ...query, items: query.data };
}

/** Who may see servers need not see with what they listen. */
function useWithInbounds(): boolean | undefined {
  return useSurely()?.('nodes.inbound.read');
}

export function useServer(id: string, refreshMs = 30_000) {
  const api = useApi();
  const withInbounds = useWithInbounds();
  return useQuery({
    queryKey: serverKeys.one(id),
    queryFn: async ({ signal }) =>
      (await api.request(Server, { id, withInbounds: withInbounds ?? false }, { signal })).server,
    refetchInterval: refreshMs,
    enabled: withInbounds !== undefined,
  });
}
