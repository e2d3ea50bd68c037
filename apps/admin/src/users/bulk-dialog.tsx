import { useQuery } from '@tanstack/react-query';
import { CancelJob, UndoJob, type UserFilter } from '@vortex/sdk';
import { Alert, Button, Dialog, Skeleton } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { useErrorText } from '../api/use-error-text';
import { JobProgressView } from '../jobs/job-progress';
import { isOver, useJob } from '../jobs/use-job';
import { useToasts } from '../toasts/toasts.store';
import { BulkInput } from './bulk-input';
import { type BulkName, emptyBulk, isFinal, isGiven, needsInput, runBulk } from './bulk-operation';
import { useResetUsers } from './users.queries';

interface BulkDialogProps {
  readonly name: BulkName;
  readonly filter: UserFilter;
  readonly onClose: () => void;
}

/** Changes many users: what, then whom it would change, then how far it is. */
export function BulkDialog({ name, filter, onClose }: BulkDialogProps) {
  const t = useTranslations();
  const [draft, setDraft] = useState(emptyBulk);
  const [reviewing, setReviewing] = useState(!needsInput(name));
  const run = useRunBulk(name);
  const begin = () => run.start.mutate({ name, filter, draft, dryRun: false });
  const title = t(`bulk.${name}`);
  const close = t('actions.close');
  const { job } = run;
  if (job) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={title}
        closeLabel={close}
        footer={
          <>
            {!isOver(job) && (
              <Button variant="secondary" busy={run.stop.isPending} onClick={() => run.stop.mutate(job.id)}>
                {t('bulk.stop')}
              </Button>
            )}
            <Button onClick={onClose}>{close}</Button>
          </>
        }
      >
        <JobProgressView job={job} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={close}
      footer={
        reviewing ? (
          <>
            {needsInput(name) && (
              <Button variant="secondary" onClick={() => setReviewing(false)}>
                {t('actions.back')}
              </Button>
            )}
            <Button variant={isFinal(name) ? 'danger' : 'primary'} busy={run.start.isPending} onClick={begin}>
              {t('bulk.run')}
            </Button>
          </>
        ) : (
          <Button disabled={!isGiven(name, draft)} onClick={() => setReviewing(true)}>
            {t('bulk.review')}
          </Button>
        )
      }
    >
      {reviewing ? (
        <Review name={name} filter={filter} draft={draft} />
      ) : (
        <BulkInput name={name} draft={draft} onChange={setDraft} />
      )}
    </Dialog>
  );
}

function useRunBulk(name: BulkName) {
  const t = useTranslations();
  const api = useApi();
  const show = useToasts((state) => state.show);
  const reset = useResetUsers();
  const start = useAction({ run: (bulk: Parameters<typeof runBulk>[1]) => runBulk(api, bulk), touches: [] });
  const stop = useAction({ run: (id: string) => api.request(CancelJob, { id }), touches: ['jobs'] });
  const undo = useAction({
    run: (id: string) => api.request(UndoJob, { id }),
    done: () => t('jobs.undoStarted'),
    touches: ['jobs'],
  });
  const begun = start.data?.job ?? undefined;
  const job = useJob(begun, () => {
    reset();
    if (!begun) return;
    const text = `${t(`bulk.${name}`)}: ${t('bulk.finished', { count: start.data?.matched ?? 0 })}`;
    const action = { label: t('actions.undo'), run: () => undo.mutate(begun.id) };
    show({ tone: 'ok', text, ...(!isFinal(name) && { action }) });
  });
  return { start, stop, job };
}

interface ReviewProps extends Omit<BulkDialogProps, 'onClose'> {
  readonly draft: typeof emptyBulk;
}

function Review({ name, filter, draft }: ReviewProps) {
  const t = useTranslations('bulk');
  const api = useApi();
  const errorText = useErrorText();
  const { data, error } = useQuery({
    queryKey: ['users', 'dry-run', name, filter, draft],
    queryFn: ({ signal }) => runBulk(api, { name, filter, draft, dryRun: true }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <Alert tone="danger">{errorText(error)}</Alert>;
  return (
    <div className="flex flex-col gap-4" aria-busy={!data}>
      {data ? (
        <div role="status">
          <p className="text-lg font-semibold">{t('matched', { count: data.matched })}</p>
          {data.sample.length > 0 && (
            <p className="mt-1.5 line-clamp-3 text-sm wrap-anywhere text-ink-muted">
              {t('among', { names: data.sample.map(({ username }) => username).join(', ') })}
            </p>
          )}
        </div>
      ) : (
        <div role="status">
          <p className="mb-2 text-sm text-ink-muted">{t('counting')}</p>
          <Skeleton className="h-6 w-48" />
        </div>
      )}
      <Alert tone={isFinal(name) ? 'warning' : 'neutral'}>{isFinal(name) ? t('final') : t('undoable')}</Alert>
    </div>
  );
}
