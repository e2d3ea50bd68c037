import { CancelJob, type JobFieldsFragment, Jobs, type JobState, UndoJob } from '@vortex/sdk';
import { Button, EmptyState, StatusBadge, Table, type Tone } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { ScreenHeader } from '../shell/screen-header';
import { JobFailuresDialog } from './job-failures-dialog';
import { isOver } from './use-job';

const tones: Readonly<Record<JobState, Tone>> = {
  QUEUED: 'neutral',
  RUNNING: 'accent',
  DONE: 'ok',
  FAILED: 'danger',
  CANCELLED: 'warning',
};

/** Changes of many users: those under way, and those that can still be taken back. */
export function JobsPage() {
  const t = useTranslations();
  const api = useApi();
  const list = usePages<JobFieldsFragment>({
    key: ['jobs', 'list'],
    load: async (page, signal) => (await api.request(Jobs, { page }, { signal })).jobs,
    refetchInterval: 5000,
  });
  const [failed, setFailed] = useState<JobFieldsFragment>();
  const { number } = useUnits();
  return (
    <>
      <ScreenHeader title={t('jobs.title')} lead={t('jobs.lead')} />
      <ListState
        {...list}
        empty={<EmptyState icon="jobs" title={t('jobs.emptyTitle')} detail={t('jobs.emptyDetail')} />}
      >
        <Table
          caption={t('jobs.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'kind',
              label: t('jobs.kind'),
              grows: true,
              cell: ({ kind, state, createdAt }) => (
                <>
                  <span className="font-semibold">{t(`jobs.${kind}`)}</span>
                  <span className="block text-xs text-ink-muted md:hidden">
                    <Moment at={createdAt} />
                  </span>
                  <span className="mt-1 block sm:hidden">
                    <StatusBadge tone={tones[state]} label={t(`jobState.${state}`)} />
                  </span>
                </>
              ),
            },
            {
              key: 'state',
              label: t('jobs.state'),
              from: 'sm',
              cell: ({ state }) => <StatusBadge tone={tones[state]} label={t(`jobState.${state}`)} />,
            },
            {
              key: 'progress',
              label: t('jobs.progress'),
              end: true,
              from: 'sm',
              cell: ({ done, total }) =>
                t('bulk.running', { done: number(done), total: total === null ? '…' : number(total) }),
            },
            { key: 'when', label: t('jobs.when'), from: 'md', cell: ({ createdAt }) => <Moment at={createdAt} /> },
            {
              key: 'action',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (job) => <JobActions job={job} onFailures={() => setFailed(job)} />,
            },
          ]}
        />
      </ListState>
      {failed && <JobFailuresDialog job={failed} onClose={() => setFailed(undefined)} />}
    </>
  );
}

interface JobActionsProps {
  readonly job: JobFieldsFragment;
  readonly onFailures: () => void;
}

function JobActions({ job, onFailures }: JobActionsProps) {
  const t = useTranslations();
  const api = useApi();
  const touches = ['jobs', 'users'];
  const undo = useAction({
    run: () => api.request(UndoJob, { id: job.id }),
    done: () => t('jobs.undoStarted'),
    touches,
  });
  const stop = useAction({
    run: () => api.request(CancelJob, { id: job.id }),
    done: () => t('jobs.cancelled'),
    touches,
  });
  return (
    <span className="flex items-center justify-end gap-1 max-sm:flex-col max-sm:items-end">
      {job.failed > 0 && (
        <Button variant="quiet" small onClick={onFailures}>
          <span className="max-sm:max-w-24 max-sm:text-right max-sm:whitespace-normal">
            {t('bulk.failedItems', { count: job.failed })}
          </span>
        </Button>
      )}
      {!isOver(job) && (
        <Button variant="quiet" small busy={stop.isPending} onClick={() => stop.mutate(undefined)}>
          {t('bulk.stop')}
        </Button>
      )}
      {job.undoneById !== null && <span className="text-ink-muted">{t('jobs.undoneAlready')}</span>}
      {job.undoableUntil !== null && isOver(job) && (
        <Button variant="secondary" small busy={undo.isPending} onClick={() => undo.mutate(undefined)}>
          {t('actions.undo')}
        </Button>
      )}
    </span>
  );
}
