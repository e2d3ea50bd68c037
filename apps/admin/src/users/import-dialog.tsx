import { ImportUsers, type ImportUsersMutation } from '@vortex/sdk';
import { Alert, Button, Dialog, Table } from '@vortex/ui';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { JobProgressView } from '../jobs/job-progress';
import { useJob } from '../jobs/use-job';
import { mostUploadBytes, uploadCsv } from './upload';
import { useResetUsers } from './users.queries';

type Checked = ImportUsersMutation['importUsers'] & { readonly uploadId: string };

/** Takes users out of a file: what is wrong with it is shown before anybody is made. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const api = useApi();
  const reset = useResetUsers();
  const check = useAction({
    run: async (file: File): Promise<Checked> => {
      const uploadId = await uploadCsv(file);
      const { importUsers } = await api.request(ImportUsers, { uploadId, dryRun: true }, { timeoutMs: 120_000 });
      return { ...importUsers, uploadId };
    },
    touches: [],
  });
  const start = useAction({
    run: async (uploadId: string) =>
      (await api.request(ImportUsers, { uploadId, dryRun: false }, { timeoutMs: 120_000 })).importUsers.job ??
      undefined,
    touches: [],
  });
  const job = useJob(start.data, reset);
  const checked = check.data;
  const importButton = checked && checked.valid > 0 && (
    <Button busy={start.isPending} onClick={() => start.mutate(checked.uploadId)}>
      {t('importUsers.run', { count: checked.valid })}
    </Button>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('importUsers.title')}
      lead={t('importUsers.lead')}
      closeLabel={t('actions.close')}
      wide={checked !== undefined && checked.problems.length > 0}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('actions.close')}
          </Button>
          {!job && importButton}
        </>
      }
    >
      {job ? (
        <JobProgressView job={job} />
      ) : (
        <div className="flex flex-col gap-5">
          <FileField busy={check.isPending} onFile={(file) => check.mutate(file)} />
          {checked && <Findings checked={checked} />}
        </div>
      )}
    </Dialog>
  );
}

function FileField({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }) {
  const t = useTranslations('importUsers');
  const id = useId();
  const [tooLarge, setTooLarge] = useState(false);
  function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    setTooLarge(file !== undefined && file.size > mostUploadBytes);
    if (file && file.size <= mostUploadBytes) onFile(file);
  }
  return (
    <div aria-busy={busy}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('file')}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        onChange={take}
        className="block w-full rounded-control border border-dashed border-line-strong p-4 text-sm file:mr-4 file:cursor-pointer file:rounded-lg file:border-0 file:bg-accent file:px-3 file:py-2 file:font-semibold file:text-on-accent"
      />
      {tooLarge && <p className="mt-1.5 text-sm text-danger">{t('tooLarge')}</p>}
    </div>
  );
}

function Findings({ checked }: { readonly checked: Checked }) {
  const t = useTranslations('importUsers');
  return (
    <>
      <Alert tone={checked.problems.length > 0 ? 'warning' : 'ok'}>
        {t('rows', { rows: checked.rows, valid: checked.valid })}
      </Alert>
      {checked.problems.length > 0 && (
        <Table
          caption={t('problems')}
          rows={checked.problems}
          rowKey={({ line, column }) => `${line} ${column}`}
          columns={[
            { key: 'line', label: t('line'), end: true, cell: ({ line }) => line },
            { key: 'column', label: t('column'), cell: ({ column }) => <code className="text-xs">{column}</code> },
            { key: 'problem', label: t('problem'), grows: true, cell: ({ message }) => message },
          ]}
        />
      )}
    </>
  );
}
