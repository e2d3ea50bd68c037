import { useQuery } from '@tanstack/react-query';
import { UserCounts, UserStatusCounts } from '@vortex/sdk';
import { useApi } from '../api/api';

const refreshMs = 30_000;
const minuteMs = 60_000;
const weekMs = 7 * 86_400_000;

/** How many users there are, are online, and end soon. */
export function useUserCounts(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['users', 'count', 'overview'],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const at = (offsetMs: number) => new Date(now + offsetMs).toISOString();
      const times = { now: at(0), onlineSince: at(-5 * minuteMs), expiresBefore: at(weekMs) };
      const [counts, states] = await Promise.all([
        api.request(UserCounts, times, { signal }),
        api.request(UserStatusCounts, {}, { signal }),
      ]);
      return {
        all: counts.all.totalCount,
        online: counts.online.totalCount,
        expiring: counts.expiring.totalCount,
        active: states.active.totalCount,
        limited: states.limited.totalCount,
      };
    },
    refetchInterval: refreshMs,
    enabled,
  });
}
