import { useQuery } from '@tanstack/react-query';
import { DeleteHost, type HostFieldsFragment, Hosts, ReorderHosts } from '@vortex/sdk';
import { EmptyState, Skeleton } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { inboundName, useInboundChoice } from '../inbounds/inbounds.queries';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { ScreenHeader } from '../shell/screen-header';

const HostDialog = dynamic(async () => (await import('./host-dialog')).HostDialog, { loading: () => null });
const HostList = dynamic(async () => (await import('./host-list')).HostList, {
  loading: () => <Skeleton className="h-96" />,
});

/** An operator has some dozens; all of them are put in order together. */
const most = 500;

export function HostsPage() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const { get, set } = useAddress();
  const [editing, setEditing] = useState<HostFieldsFragment>();
  const [asked, setAsked] = useState<Confirmation>();
  const list = useQuery({
    queryKey: ['hosts', 'list'],
    queryFn: async ({ signal }) => (await api.request(Hosts, { page: { first: most } }, { signal })).hosts.nodes,
  });
  const { data: inbounds } = useInboundChoice();
  const touches = ['hosts', 'audit'];
  const order = (ids: readonly string[]) => api.request(ReorderHosts, { ids });
  const reorder = useAction({
    run: ({ ids }: { ids: readonly string[]; before: readonly string[]; name: string }) => order(ids),
    done: (_, { name }) => t('hosts.moved', { name }),
    undo: (_, { before }) => order(before),
    touches,
  });
  const remove = useAction({
    run: ({ id }: HostFieldsFragment) => api.request(DeleteHost, { id }),
    done: (_, { remark: name }) => t('hosts.deleted', { name }),
    touches,
  });
  const ask = (host: HostFieldsFragment) =>
    setAsked({
      title: t('hosts.deleteTitle', { name: host.remark }),
      detail: t('hosts.deleteDetail'),
      confirmLabel: t('actions.delete'),
      run: () => remove.mutate(host),
    });
  const mayWrite = may('core.host.write');
  return (
    <>
      <ScreenHeader
        title={t('hosts.title')}
        lead={t('hosts.lead')}
        actions={mayWrite && <CreateButton label={t('hosts.create')} onClick={() => set({ new: '1' })} />}
      />
      <ListState
        {...list}
        items={list.data}
        empty={<EmptyState icon="hosts" title={t('hosts.emptyTitle')} detail={t('hosts.emptyDetail')} />}
      >
        {list.data ? (
          <HostList
            hosts={list.data}
            inboundNames={Object.fromEntries((inbounds ?? []).map((inbound) => [inbound.id, inboundName(inbound)]))}
            mayWrite={mayWrite}
            onOrder={(ids, before, name) => reorder.mutate({ ids, before, name })}
            onEdit={setEditing}
            onDelete={ask}
          />
        ) : (
          <Skeleton className="h-96" />
        )}
      </ListState>
      {get('new') && <HostDialog onClose={() => set({ new: undefined })} />}
      {editing && <HostDialog host={editing} onClose={() => setEditing(undefined)} />}
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
