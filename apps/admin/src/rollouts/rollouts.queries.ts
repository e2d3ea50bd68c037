import { useQueryClient } from '@tanstack/react-query';
import { AbortRollout, PauseRollout, ResumeRollout, RolloutChanged, Rollouts, type RolloutsQuery } from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { useLive } from '../api/use-live';
import { usePages } from '../api/use-pages';
import { useSurely } from '../session/permissions';

export type Rollout = RolloutsQuery['rollouts']['nodes'][number];

const touches = ['rollouts', 'versions', 'servers', 'audit'];

export function useRollouts() {
  const api = useApi();
  const withServers = useSurely()?.('nodes.server.read');
  return usePages<Rollout>({
    key: ['rollouts', 'list'],
    size: 20,
    load: async (page, signal) =>
      (await api.request(Rollouts, { page, withServers: withServers ?? false }, { signal })).rollouts,
    refetchInterval: 15_000,
    enabled: withServers !== undefined,
  });
}

/** Nothing more will change by itself or by anybody. */
export function isOver({ state }: Rollout): boolean {
  return state === 'COMPLETED' || state === 'ROLLED_BACK' || state === 'ABORTED';
}

/** Reads the list anew whenever a rollout under way has changed. */
export function useLiveRollout(rollout: Rollout): void {
  const queryClient = useQueryClient();
  useLive({
    key: isOver(rollout) ? undefined : rollout.id,
    open: (api, signal) => api.subscribe(RolloutChanged, { id: rollout.id }, { signal }),
    onData: ({ rolloutChanged }) => {
      if (rolloutChanged.revision === rollout.revision) return;
      void queryClient.invalidateQueries({ queryKey: ['rollouts'] });
    },
  });
}

export function useRolloutActions(id: string) {
  const t = useTranslations('rollouts');
  const api = useApi();
  const pause = useAction({
    run: () => api.request(PauseRollout, { id }),
    done: () => t('paused'),
    undo: () => api.request(ResumeRollout, { id }),
    touches,
  });
  const resume = useAction({ run: () => api.request(ResumeRollout, { id }), done: () => t('resumed'), touches });
  const abort = useAction({
    run: (keep: boolean) => api.request(AbortRollout, { id, keep }),
    done: () => t('aborted'),
    touches,
  });
  return { pause, resume, abort };
}
