import type { ServerState } from '@vortex/sdk';
import { EmptyState, SearchField, SelectField, StatusBadge, Table, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { ListState } from '../api/list-state';
import { useUnits } from '../format/use-units';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { ScreenHeader } from '../shell/screen-header';
import { FailoverGroups } from './failover-groups';
import { ServerStateBadge, serverStates } from './server-state';
import { type ServerRow, useServers } from './servers.queries';
import { useRegion } from './use-region';

/** A machine that has just enrolled is watched for. */
const refreshMs = 5000;

/** Of inbounds in a row; the server's page has them all. */
const mostTags = 2;

const ServerDialog = dynamic(async () => (await import('./server-dialog')).ServerDialog, { loading: () => null });

export function ServersPage() {
  const t = useTranslations();
  const may = useMay();
  const address = useAddress();
  const { get, set } = address;
  const { text, setText, settled } = useTyped(address);
  const state = serverStates.find((known) => known === get('state'));
  const list = useServers(
    useMemo(
      () => ({ ...(settled.trim() && { search: settled.trim() }), ...(state && { states: [state] }) }),
      [settled, state],
    ),
    true,
    refreshMs,
  );
  const add = may('nodes.server.write') && <CreateButton label={t('servers.add')} onClick={() => set({ new: '1' })} />;
  return (
    <>
      <ScreenHeader title={t('servers.title')} lead={t('servers.lead')} actions={add} />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField
          data-key="/"
          className="w-full sm:w-80"
          label={t('servers.search')}
          value={text}
          onChange={setText}
        />
        <SelectField<ServerState | ''>
          bare
          className="w-44 max-sm:flex-1"
          label={t('servers.state')}
          choices={[
            { value: '', label: t('servers.anyState') },
            ...serverStates.map((value) => ({ value, label: t(`serverState.${value}`) })),
          ]}
          value={state ?? ''}
          onChange={(value) => set({ state: value })}
        />
      </div>
      <ListState
        {...list}
        empty={<EmptyState icon="server" title={t('servers.emptyTitle')} detail={t('servers.emptyDetail')} />}
      >
        <ServersTable servers={list.items} />
      </ListState>
      <FailoverGroups />
      {get('new') && <ServerDialog onClose={() => set({ new: undefined })} />}
    </>
  );
}

function ServersTable({ servers }: { readonly servers: readonly ServerRow[] | undefined }) {
  const t = useTranslations();
  const region = useRegion();
  const { bitrate } = useUnits();
  return (
    <Table
      caption={t('servers.title')}
      rows={servers}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('servers.name'),
          grows: true,
          cell: ({ id, name, region: place }) => (
            <div className="min-w-0">
              <Link
                href={`/servers/server?id=${id}`}
                prefetch={false}
                className="font-semibold wrap-anywhere underline-offset-4 hover:text-accent hover:underline"
              >
                {name}
              </Link>
              <p className="text-xs text-ink-muted">{region(place)}</p>
            </div>
          ),
        },
        { key: 'state', label: t('servers.state'), cell: ({ state }) => <ServerStateBadge state={state} /> },
        {
          key: 'machine',
          label: t('machine.title'),
          from: 'sm',
          cell: (server) => <MachineState server={server} />,
        },
        {
          key: 'now',
          label: t('machine.throughput'),
          end: true,
          from: 'md',
          cell: ({ machine }) =>
            machine?.connected && (
              <>
                <p>{bitrate(Number(machine.downlinkBytesPerSecond))}</p>
                <p className="text-xs text-ink-muted">{t('overview.sessionsNow', { count: machine.sessions })}</p>
              </>
            ),
        },
        {
          key: 'addresses',
          label: t('servers.addresses'),
          from: 'lg',
          cell: ({ addresses }) => (
            <span className="block max-w-40 truncate tabular-nums" title={addresses.join(', ')}>
              {addresses.join(', ')}
            </span>
          ),
        },
        {
          key: 'inbounds',
          label: t('servers.inbounds'),
          from: 'xl',
          cell: ({ inbounds = [] }) => (
            <span className="flex max-w-48 items-center gap-1">
              {inbounds.slice(0, mostTags).map(({ id, tag }) => (
                <Tag key={id}>{tag}</Tag>
              ))}
              {inbounds.length > mostTags && (
                <span className="text-xs text-ink-muted">{`+${inbounds.length - mostTags}`}</span>
              )}
            </span>
          ),
        },
        {
          key: 'coefficient',
          label: t('servers.coefficient'),
          end: true,
          from: 'lg',
          cell: ({ coefficientMilli }) => <span className="whitespace-nowrap">{`${coefficientMilli / 1000} ×`}</span>,
        },
      ]}
    />
  );
}

/** Whether it is there, and whether all is well with it. */
function MachineState({ server: { machine, health } }: { readonly server: ServerRow }) {
  const t = useTranslations();
  if (!machine) return <span className="text-ink-muted">{t('machine.notYet')}</span>;
  if (!machine.connected) return <StatusBadge tone="danger" label={t('machine.away')} />;
  if (health?.state === 'UNHEALTHY') return <StatusBadge tone="danger" label={t('serverHealth.UNHEALTHY')} />;
  return <StatusBadge tone="ok" label={t('machine.connected')} />;
}
