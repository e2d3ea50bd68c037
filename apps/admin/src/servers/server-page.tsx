import { ServerMachine, type ServerQuery } from '@vortex/sdk';
import { Skeleton, Tabs } from '@vortex/ui';
import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useLive } from '../api/use-live';
import { ServerIncidentsCard } from '../incidents/server-incidents-card';
import { ScreenTexts } from '../preferences/screen-texts';
import { useMay, useOwns } from '../session/permissions';
import { Gone } from '../shell/gone';
import { NotToBeHad } from '../shell/not-to-be-had';
import { MachineCard } from './machine-card';
import { ServerAbout } from './server-about';
import { ServerHeader } from './server-header';
import { ServerHealthCard } from './server-health-card';
import { ServerInbounds } from './server-inbounds';
import { ServerLatencyCard } from './server-latency-card';
import { ServerQuotaCard } from './server-quota-card';
import { serverKeys, useServer } from './servers.queries';

// What only some look at comes when they do.
const ServerSessions = dynamic(async () => (await import('../live/server-sessions')).ServerSessions, {
  loading: () => <Skeleton className="h-64" />,
});
const VersionsTimeline = dynamic(async () => (await import('../configurations/versions-timeline')).VersionsTimeline, {
  loading: () => <Skeleton className="h-64" />,
});
const AuditTrail = dynamic(async () => (await import('../audit/audit-trail')).AuditTrail, {
  loading: () => <Skeleton className="h-64" />,
});
const ServerTrafficView = dynamic(async () => (await import('./server-traffic')).ServerTrafficView, {
  loading: () => <Skeleton className="h-64" />,
});
const ServerLogsView = dynamic(async () => (await import('./server-logs')).ServerLogsView, {
  loading: () => <Skeleton className="h-64" />,
});

type Shown = NonNullable<ServerQuery['server']>;

/** One server: how it is, with what it listens, who is connected, and what was done to it. */
export function ServerPage() {
  const t = useTranslations();
  const { get } = useAddress();
  const id = get('id') ?? '';
  const { data: server, error, isFetching, refetch } = useServer(id);
  useLiveMachine(id);
  if (server === null) {
    return <Gone icon="server" href="/servers" label={t('nav.servers')} />;
  }
  if (!server)
    return error ? (
      <NotToBeHad title={t('nav.servers')} error={error} busy={isFetching} onRetry={refetch} />
    ) : (
      <Skeleton className="h-96" />
    );
  return (
    <>
      <title>{`${server.name} – ${t('brand')}`}</title>
      <ServerHeader server={server} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Parts server={server} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <MachineCard server={server} machine={server.machine} />
          <ServerIncidentsCard serverId={id} />
          <ServerHealthCard serverId={id} inbounds={server.inbounds ?? []} />
          <ServerLatencyCard latencies={server.latencies} />
          <ServerQuotaCard server={server} />
          <ServerAbout server={server} />
        </div>
      </div>
    </>
  );
}

function Parts({ server }: { readonly server: Shown }) {
  const t = useTranslations();
  const may = useMay();
  const address = useAddress();
  const { id } = server;
  // Of a server that the operator shares, its own people alone see what it does.
  const isOwn = useOwns()(server.tenantId);
  const tabs = [
    ...(server.inbounds
      ? [
          {
            value: 'inbounds',
            label: t('servers.inbounds'),
            content: <ServerInbounds serverId={id} inbounds={server.inbounds} />,
          },
        ]
      : []),
    ...(isOwn && may('nodes.usage.read')
      ? [{ value: 'traffic', label: t('traffic.title'), content: <ServerTrafficView serverId={id} /> }]
      : []),
    ...(isOwn && may('nodes.inbound.read')
      ? [
          {
            value: 'versions',
            label: t('servers.versions'),
            content: (
              <ScreenTexts>
                <VersionsTimeline serverId={id} />
              </ScreenTexts>
            ),
          },
        ]
      : []),
    ...(may('nodes.session.read')
      ? [{ value: 'sessions', label: t('live.tab'), content: <ServerSessions serverId={id} /> }]
      : []),
    ...(isOwn && may('nodes.log.read')
      ? [{ value: 'logs', label: t('serverLogs.tab'), content: <ServerLogsView serverId={id} /> }]
      : []),
    ...(may('auth.audit.read')
      ? [
          {
            value: 'history',
            label: t('user.tabHistory'),
            content: (
              <ScreenTexts>
                <AuditTrail filter={{ subjectId: id }} />
              </ScreenTexts>
            ),
          },
        ]
      : []),
  ];
  const shown = tabs.find(({ value }) => value === address.get('tab')) ?? tabs[0];
  if (!shown) return null;
  return (
    <Tabs
      label={server.name}
      tabs={tabs}
      value={shown.value}
      onChange={(next) => address.set({ tab: next === tabs[0]?.value ? undefined : next })}
    />
  );
}

/** Has the machine's figures follow what it tells while somebody looks at them. */
function useLiveMachine(serverId: string): void {
  const queryClient = useQueryClient();
  useLive({
    key: serverId || undefined,
    open: (api, signal) => api.subscribe(ServerMachine, { serverId }, { signal }),
    onData: ({ serverMachine: { machine } }) =>
      queryClient.setQueryData<ServerQuery['server']>(serverKeys.one(serverId), (known) =>
        known ? { ...known, machine } : known,
      ),
  });
}
