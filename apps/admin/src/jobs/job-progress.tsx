import type { JobFieldsFragment } from '@vortex/sdk';
import { Alert, Meter } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';
import { isOver } from './use-job';

/** How far a job is, and what it has come to. */
export function JobProgressView({ job }: { readonly job: JobFieldsFragment }) {
  const t = useTranslations();
  const { number } = useUnits();
  const { total, done, failed } = job;
  const text =
    job.state === 'QUEUED'
      ? t('bulk.waiting')
      : t('bulk.running', { done: number(done + failed), total: total === null ? '…' : number(total) });
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <p className="mb-2 text-sm font-medium tabular-nums">{text}</p>
        <Meter
          label={text}
          share={total === null ? undefined : total === 0 ? 1 : (done + failed) / total}
          tone={job.state === 'DONE' && failed === 0 ? 'ok' : 'accent'}
        />
      </div>
      {failed > 0 && <Alert tone="warning">{t('bulk.failedItems', { count: failed })}</Alert>}
      {job.state === 'FAILED' && <Alert tone="danger">{t('jobState.FAILED')}</Alert>}
      {!isOver(job) && <p className="text-sm text-ink-muted">{t('bulk.goesOn')}</p>}
    </div>
  );
}
