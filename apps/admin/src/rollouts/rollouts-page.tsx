import { EmptyState, Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ListState } from '../api/list-state';
import { ScreenHeader } from '../shell/screen-header';
import { RolloutCard } from './rollout-card';
import { useRollouts } from './rollouts.queries';

/** Configurations on their way to servers, a few first. */
export function RolloutsPage() {
  const t = useTranslations();
  const list = useRollouts();
  return (
    <>
      <ScreenHeader title={t('rollouts.title')} lead={t('rollouts.lead')} />
      <ListState
        {...list}
        empty={<EmptyState icon="live" title={t('rollouts.empty')} detail={t('rollouts.emptyDetail')} />}
      >
        <div className="flex flex-col gap-6">
          {list.items?.map((rollout) => <RolloutCard key={rollout.id} rollout={rollout} />) ?? (
            <Skeleton className="h-64" />
          )}
        </div>
      </ListState>
    </>
  );
}
