import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CreateUsers } from '@vortex/sdk';
import { Alert, Button, Dialog, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSettled } from '../address/use-settled';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { JobProgressView } from '../jobs/job-progress';
import { useJob } from '../jobs/use-job';
import { useResetUsers } from './users.queries';

const whole = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : 0);

/** Makes users alike, named by number. Shows their names before. */
export function CreateManyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const api = useApi();
  const reset = useResetUsers();
  const [pattern, setPattern] = useState('user-{n:4}');
  const [count, setCount] = useState('10');
  const [first, setFirst] = useState('1');
  const input = { pattern, count: whole(count), first: whole(first) };
  const create = useAction({
    run: async () => (await api.request(CreateUsers, { input, dryRun: false })).createUsers.job ?? undefined,
    touches: [],
    inForm: true,
  });
  const job = useJob(create.data, reset);
  const preview = usePreview(useSettled(JSON.stringify(input), 300));
  const error = create.error ?? preview.error;
  const refused = useFieldError(error);
  if (job) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('createMany.title')}
        closeLabel={t('actions.close')}
        footer={<Button onClick={onClose}>{t('actions.close')}</Button>}
      >
        <JobProgressView job={job} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('createMany.title')}
      submitLabel={t('actions.create')}
      busy={create.isPending}
      error={create.error}
      fields={['input.pattern', 'input.count', 'input.first']}
      disabled={input.count === 0 || preview.error !== null}
      onSubmit={() => create.mutate(undefined)}
    >
      <TextField
        label={t('createMany.pattern')}
        hint={t('createMany.patternHint')}
        value={pattern}
        autoFocus
        autoComplete="off"
        error={refused('input.pattern')}
        onChange={(event) => setPattern(event.target.value)}
      />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField
          label={t('createMany.count')}
          inputMode="numeric"
          value={count}
          error={refused('input.count')}
          onChange={(event) => setCount(event.target.value)}
        />
        <TextField
          label={t('createMany.first')}
          inputMode="numeric"
          value={first}
          error={refused('input.first')}
          onChange={(event) => setFirst(event.target.value)}
        />
      </div>
      {preview.data && (
        <p className="text-sm wrap-anywhere text-ink-muted">
          {t('createMany.names', { names: preview.data.names.slice(0, 4).join(', ') })}
        </p>
      )}
      {preview.data && preview.data.taken.length > 0 && (
        <Alert tone="warning">{t('createMany.taken', { count: preview.data.taken.length })}</Alert>
      )}
    </FormDialog>
  );
}

function usePreview(text: string) {
  const api = useApi();
  const input = JSON.parse(text) as { pattern: string; count: number; first: number };
  return useQuery({
    queryKey: ['users', 'names', text],
    queryFn: async ({ signal }) => (await api.request(CreateUsers, { input, dryRun: true }, { signal })).createUsers,
    enabled: input.count > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
