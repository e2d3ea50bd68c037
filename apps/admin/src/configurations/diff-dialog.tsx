import { Dialog, Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { Unavailable } from '../api/list-state';
import { ChangeList } from './change-list';
import { useConfigurationDiff, type Version } from './versions.queries';

interface DiffDialogProps {
  readonly from: Version;
  readonly to: Version;
  readonly onClose: () => void;
}

/** What turns one version into another. */
export function DiffDialog({ from, to, onClose }: DiffDialogProps) {
  const t = useTranslations();
  const { data, error, isFetching, refetch } = useConfigurationDiff(from.id, to.id);
  return (
    <Dialog
      open
      onClose={onClose}
      place="end"
      wide
      title={t('versions.compared', { from: from.number, to: to.number })}
      closeLabel={t('actions.close')}
    >
      {data && <ChangeList changes={data.changes} />}
      {!data && !error && <Skeleton className="h-64" />}
      {!data && error && <Unavailable error={error} busy={isFetching} onRetry={refetch} />}
    </Dialog>
  );
}
