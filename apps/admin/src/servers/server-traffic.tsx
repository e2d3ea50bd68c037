import { Card } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { Unavailable } from '../api/list-state';
import { TopUsers } from '../traffic/top-users';
import { TrafficPanel } from '../traffic/traffic-panel';
import { periodFrom } from '../traffic/traffic-period';
import { useServerTraffic } from '../traffic/traffic.queries';

/** What one server has carried over time, and for whom. */
export function ServerTrafficView({ serverId }: { readonly serverId: string }) {
  const t = useTranslations('overview');
  const address = useAddress();
  const period = periodFrom(address.get('period'), 'LAST_7_DAYS');
  const { data: stats, error, isFetching, refetch } = useServerTraffic(serverId, period);
  if (!stats && error) return <Unavailable error={error} busy={isFetching} onRetry={refetch} />;
  return (
    <div className="flex flex-col gap-6">
      <TrafficPanel stats={stats} period={period} onPeriod={(next) => address.set({ period: next })} />
      {stats && stats.topUsers.length > 0 && (
        <Card title={t('topUsers')}>
          <TopUsers shares={stats.topUsers} />
        </Card>
      )}
    </div>
  );
}
