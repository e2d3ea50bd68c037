import { Card, EmptyState, Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { Unavailable } from '../api/list-state';
import { useServers } from '../servers/servers.queries';
import { useMay } from '../session/permissions';
import { ServerShares } from '../traffic/server-shares';
import { TopUsers } from '../traffic/top-users';
import { TrafficPanel } from '../traffic/traffic-panel';
import { periodFrom } from '../traffic/traffic-period';
import { useAnalytics } from '../traffic/traffic.queries';
import { ScreenHeader } from '../shell/screen-header';
import { Attention } from './attention';
import { FirstSteps } from './first-steps';
import { KeyFigures } from './key-figures';
import { LiveThroughput } from './live-throughput';
import { MapCard } from './map-card';
import { ServicesCard } from './services-card';

/** As often as machines tell of themselves. */
const machineRefreshMs = 10_000;

/** The whole of it at a glance: how much flows, who is there, and what somebody should look at. */
export function OverviewPage() {
  const t = useTranslations();
  const may = useMay();
  const address = useAddress();
  const period = periodFrom(address.get('period'), 'LAST_24_HOURS');
  const mayTraffic = may('nodes.usage.read');
  const { data, error, isFetching, refetch } = useAnalytics(period, mayTraffic);
  const mayServers = may('nodes.server.read');
  const { items: servers, dataUpdatedAt, error: serversError } = useServers({}, mayServers, machineRefreshMs);
  return (
    <>
      <ScreenHeader title={t('overview.title')} />
      <div className="flex flex-col gap-6">
        <FirstSteps servers={servers} />
        <KeyFigures />
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
          <div className="flex min-w-0 flex-col gap-6 max-xl:order-2 xl:row-span-2">
            {error && !data ? (
              <Unavailable error={error} busy={isFetching} onRetry={refetch} />
            ) : (
              mayTraffic && (
                <TrafficPanel
                  stats={data?.traffic}
                  period={period}
                  onPeriod={(next) => address.set({ period: next })}
                />
              )
            )}
            {mayServers && <MapCard servers={servers} error={serversError} />}
            {mayTraffic && mayServers && (data || !error) && (
              <Card title={t('overview.topServers')}>
                {data ? <Servers shares={data.traffic.topServers} /> : <Skeleton className="h-40" />}
              </Card>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-6 max-xl:order-1">
            {mayServers && <LiveThroughput servers={servers} at={dataUpdatedAt} error={serversError} />}
            <Attention servers={servers} />
            {may('system.status.read') && <ServicesCard />}
          </div>
          {mayTraffic && (data || !error) && (
            <Card title={t('overview.topUsers')} className="max-xl:order-3">
              {data ? <TopUsers shares={data.traffic.topUsers} /> : <Skeleton className="h-40" />}
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

function Servers({ shares }: Parameters<typeof ServerShares>[0]) {
  const t = useTranslations('overview');
  return shares.length === 0 ? <EmptyState title={t('noServers')} /> : <ServerShares shares={shares} />;
}
