import { Card } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { Unavailable } from '../api/list-state';
import { useMay } from '../session/permissions';
import { periodFrom } from '../traffic/traffic-period';
import { ServerShares } from '../traffic/server-shares';
import { TrafficPanel } from '../traffic/traffic-panel';
import { useUserTraffic } from '../traffic/traffic.queries';
import type { UserDetail } from './user-draft';

/** What one user has used, by day and by server. */
export function UserUsage({ user }: { readonly user: UserDetail }) {
  const t = useTranslations('user');
  const may = useMay();
  const address = useAddress();
  const period = periodFrom(address.get('period'), 'LAST_30_DAYS');
  const { data: stats, error, isFetching, refetch } = useUserTraffic(user.id, period);
  if (!stats && error) return <Unavailable error={error} busy={isFetching} onRetry={refetch} />;
  return (
    <div className="flex flex-col gap-6">
      <TrafficPanel stats={stats} period={period} onPeriod={(next) => address.set({ period: next })} />
      {stats && stats.topServers.length > 0 && may('nodes.server.read') && (
        <Card title={t('byServer')}>
          <ServerShares shares={stats.topServers} />
        </Card>
      )}
    </div>
  );
}
