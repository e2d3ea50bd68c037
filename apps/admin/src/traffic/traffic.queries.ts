import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Analytics, ServerTraffic, UserNames, UserTrafficStats } from '@vortex/sdk';
import { useApi } from '../api/api';
import { useSurely } from '../session/permissions';
import type { TrafficPeriod } from './traffic-period';

const refreshMs = 60_000;

export function useUserTraffic(userId: string, last: TrafficPeriod) {
  const api = useApi();
  const withServers = useWithServers();
  return useQuery({
    queryKey: ['traffic', 'user', userId, last],
    queryFn: async ({ signal }) =>
      (await api.request(UserTrafficStats, { userId, period: { last }, withServers: withServers ?? false }, { signal }))
        .trafficStats,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
    enabled: withServers !== undefined,
  });
}

export function useServerTraffic(serverId: string, last: TrafficPeriod) {
  const api = useApi();
  return useQuery({
    queryKey: ['traffic', 'server', serverId, last],
    queryFn: async ({ signal }) =>
      (await api.request(ServerTraffic, { serverId, period: { last } }, { signal })).serverTraffic,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

export function useAnalytics(last: TrafficPeriod, enabled: boolean) {
  const api = useApi();
  const withServers = useWithServers();
  return useQuery({
    queryKey: ['traffic', 'all', last],
    queryFn: async ({ signal }) =>
      (await api.request(Analytics, { period: { last }, withServers: withServers ?? false }, { signal })).analytics,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
    enabled: enabled && withServers !== undefined,
  });
}

/** Who may see traffic need not see the servers it went over. */
function useWithServers(): boolean | undefined {
  return useSurely()?.('nodes.server.read');
}

/** What users are called that are known by their ids. */
export function useUserNames(ids: readonly string[]) {
  const api = useApi();
  return useQuery({
    queryKey: ['users', 'names', ids],
    queryFn: async ({ signal }) => {
      const { users } = await api.request(UserNames, { ids }, { signal });
      return Object.fromEntries(users.nodes.map(({ id, username }) => [id, username]));
    },
    enabled: ids.length > 0,
  });
}
