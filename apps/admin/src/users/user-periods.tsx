import { Card, EmptyState, Table } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime } from '../format/moment';
import { useUnits } from '../format/use-units';
import type { UserDetail } from './user-draft';

/** What was used between two resets. */
export function UserPeriods({ periods }: { readonly periods: UserDetail['usagePeriods'] }) {
  const t = useTranslations();
  const { bytes } = useUnits();
  if (periods.length === 0) {
    return (
      <Card>
        <EmptyState icon="reset" title={t('periods.empty')} detail={t('periods.emptyDetail')} />
      </Card>
    );
  }
  return (
    <Table
      caption={t('user.tabPeriods')}
      rows={periods}
      rowKey={({ startedAt }) => startedAt}
      columns={[
        { key: 'from', label: t('periods.from'), grows: true, cell: ({ startedAt }) => <ExactTime at={startedAt} /> },
        { key: 'to', label: t('periods.to'), from: 'sm', cell: ({ endedAt }) => <ExactTime at={endedAt} /> },
        { key: 'used', label: t('periods.used'), end: true, cell: ({ usedBytes }) => bytes(usedBytes) },
        {
          key: 'limit',
          label: t('periods.limit'),
          end: true,
          cell: ({ limitBytes }) => (limitBytes === null ? t('units.unlimited') : bytes(limitBytes)),
        },
      ]}
    />
  );
}
