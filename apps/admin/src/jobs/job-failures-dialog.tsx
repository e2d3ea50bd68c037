import { useQuery } from '@tanstack/react-query';
import { JobFailures, type JobFieldsFragment } from '@vortex/sdk';
import { Dialog, Table } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';

interface JobFailuresDialogProps {
  readonly job: JobFieldsFragment;
  readonly onClose: () => void;
}

export function JobFailuresDialog({ job, onClose }: JobFailuresDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['jobs', 'failures', job.id],
    queryFn: async ({ signal }) => (await api.request(JobFailures, { id: job.id }, { signal })).job?.failures ?? [],
  });
  return (
    <Dialog open onClose={onClose} wide title={t('jobs.failures')} closeLabel={t('actions.close')}>
      <Table
        caption={t('jobs.failures')}
        rows={data}
        rowKey={({ item, code }) => `${item} ${code}`}
        columns={[
          { key: 'item', label: t('jobs.item'), cell: ({ item }) => <span className="break-all">{item}</span> },
          { key: 'reason', label: t('jobs.reason'), grows: true, cell: ({ message }) => message },
        ]}
      />
    </Dialog>
  );
}
