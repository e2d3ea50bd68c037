import { useQuery } from '@tanstack/react-query';
import {
  KillSession,
  KillSessions,
  type LiveSessionFieldsFragment,
  ServerLiveSessions,
  UserLiveSessions,
  type UserLiveSessionsQuery,
} from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';

export type LiveSession = LiveSessionFieldsFragment;
export type LiveList = UserLiveSessionsQuery['userLiveSessions'];

/** Servers are asked each time, so no more often than a person looks. */
const refreshMs = 10_000;

export function useUserSessions(userId: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['live', 'user', userId],
    queryFn: async ({ signal }) => (await api.request(UserLiveSessions, { userId }, { signal })).userLiveSessions,
    refetchInterval: refreshMs,
    enabled,
  });
}

export function useServerSessions(serverId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['live', 'server', serverId],
    queryFn: async ({ signal }) => (await api.request(ServerLiveSessions, { serverId }, { signal })).serverLiveSessions,
    refetchInterval: refreshMs,
  });
}

/** Ends one open session. The user may connect again. */
export function useKillSession() {
  const t = useTranslations('live');
  const api = useApi();
  return useAction({
    run: async ({ userId, serverId, id: sessionId }: LiveSession) =>
      (await api.request(KillSession, { userId, serverId, sessionId })).killSession,
    done: ({ sessions }) => t('killed', { count: sessions }),
    touches: ['live', 'audit'],
  });
}

/** Ends all open sessions of a user. */
export function useKillSessions(userId: string) {
  const t = useTranslations('live');
  const api = useApi();
  return useAction({
    run: async () => (await api.request(KillSessions, { userId })).killSessions,
    done: ({ sessions }) => t('killed', { count: sessions }),
    touches: ['live', 'audit'],
  });
}
