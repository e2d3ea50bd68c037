import { CenteredPage, Meter } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';
import { PreferenceControls } from '../preferences/preference-controls';
import { type RestoreProgress, useRestoring } from './restoring.store';
import { useRestoreEnd } from './use-restore-end';

const stages = ['saving', 'stopping', 'loading', 'starting'] as const;

/** Stands in the place of every screen while a backup is restored, and gives way by itself. */
export function RestoringPage() {
  const t = useTranslations();
  const progress = useRestoring((state) => state.progress);
  useRestoreEnd();
  return (
    <CenteredPage
      brand={t('brand')}
      title={t('restoring.title')}
      lead={t('restoring.lead')}
      controls={<PreferenceControls />}
    >
      <title>{`${t('restoring.title')} – ${t('brand')}`}</title>
      {progress && <Progress {...progress} />}
      <p className="mt-5 text-sm text-ink-muted">{t('restoring.goesOn')}</p>
    </CenteredPage>
  );
}

function Progress({ stage, rows, ofRows }: RestoreProgress) {
  const t = useTranslations('restoring');
  const { number } = useUnits();
  const at = stages.find((known) => known === stage) ?? 'starting';
  const isCounted = at === 'loading' && ofRows > 0;
  return (
    <div role="status">
      <p className="mb-2 text-sm font-medium">{t(at)}</p>
      <Meter label={t(at)} {...(isCounted && { share: rows / ofRows })} />
      <p className="mt-2 text-xs text-ink-muted tabular-nums">
        {isCounted
          ? t('rows', { done: number(rows), total: number(ofRows) })
          : t('step', { step: stages.indexOf(at) + 1, of: stages.length })}
      </p>
    </div>
  );
}
