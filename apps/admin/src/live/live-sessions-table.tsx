import { Alert, Button, type Column, EmptyState, Icon, Table } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ListState } from '../api/list-state';
import { Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { protocolNames } from '../inbounds/protocol-names';
import { useMay } from '../session/permissions';
import { type LiveList, type LiveSession, useKillSession } from './live.queries';

interface LiveSessionsTableProps {
  readonly list: {
    readonly data: LiveList | undefined;
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  /** Whose, or where: what the screen does not say already. */
  readonly first: Column<LiveSession>;
}

/** Connections as they are at this moment. */
export function LiveSessionsTable({ list, first }: LiveSessionsTableProps) {
  const t = useTranslations();
  const may = useMay();
  const units = useUnits();
  const kill = useKillSession();
  const away = list.data?.unreachableServerIds.length ?? 0;
  return (
    <>
      {away > 0 && (
        <div className="mb-4">
          <Alert tone="warning">{t('live.unreachable', { count: away })}</Alert>
        </div>
      )}
      <ListState
        {...list}
        items={list.data?.nodes}
        empty={<EmptyState icon="live" title={t('live.empty')} detail={t('live.emptyDetail')} />}
      >
        <Table
          caption={t('live.title')}
          rows={list.data?.nodes}
          rowKey={({ serverId, id }) => `${serverId} ${id}`}
          columns={[
            first,
            {
              key: 'inbound',
              label: t('live.inbound'),
              from: 'md',
              cell: ({ inboundTag, protocol }) => (
                <>
                  <p className="max-w-48 truncate">{inboundTag ?? t('live.goneInbound')}</p>
                  {protocol && <p className="text-xs text-ink-muted">{protocolNames[protocol]}</p>}
                </>
              ),
            },
            {
              key: 'source',
              label: t('live.source'),
              from: 'lg',
              cell: ({ source }) => <span className="tabular-nums">{source ?? t('sessions.unknown')}</span>,
            },
            { key: 'since', label: t('live.since'), from: 'sm', cell: ({ since }) => <Moment at={since} /> },
            {
              key: 'bytes',
              label: t('live.bytes'),
              end: true,
              cell: ({ uplinkBytes, downlinkBytes }) =>
                units.bytes(String(BigInt(uplinkBytes) + BigInt(downlinkBytes))),
            },
            {
              key: 'kill',
              label: <span className="sr-only">{t('live.kill')}</span>,
              end: true,
              cell: (session) =>
                may('nodes.session.end') && (
                  <Button
                    variant="quiet"
                    small
                    narrow
                    title={t('live.kill')}
                    aria-label={`${t('live.kill')}: ${session.inboundTag ?? ''} ${session.source ?? ''}`}
                    busy={kill.isPending && kill.variables.id === session.id}
                    onClick={() => kill.mutate(session)}
                  >
                    <Icon name="close" className="size-4.5" />
                  </Button>
                ),
            },
          ]}
        />
      </ListState>
      {list.data && list.data.totalCount > list.data.nodes.length && (
        <p className="mt-3 text-sm text-ink-muted">
          {t('live.more', { shown: list.data.nodes.length, all: list.data.totalCount })}
        </p>
      )}
    </>
  );
}
