import { DeleteGroup, Groups, type GroupsQuery } from '@vortex/sdk';
import { EmptyState, Table, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { useUnits } from '../format/use-units';
import { inboundName } from '../inbounds/inbounds.queries';
import { useMay, useSurely } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { RowActions } from '../shell/row-actions';
import { ScreenHeader } from '../shell/screen-header';

const GroupDialog = dynamic(async () => (await import('./group-dialog')).GroupDialog, { loading: () => null });

type Group = GroupsQuery['groups']['nodes'][number];

export function GroupsPage() {
  const t = useTranslations();
  const may = useMay();
  const { get, set } = useAddress();
  const { number } = useUnits();
  const [editing, setEditing] = useState<Group>();
  const list = useGroups();
  const mayWrite = may('core.group.write');
  return (
    <>
      <ScreenHeader
        title={t('groups.title')}
        lead={t('groups.lead')}
        actions={mayWrite && <CreateButton label={t('groups.create')} onClick={() => set({ new: '1' })} />}
      />
      <ListState
        {...list}
        empty={<EmptyState icon="groups" title={t('groups.emptyTitle')} detail={t('groups.emptyDetail')} />}
      >
        <Table
          caption={t('groups.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: t('groups.name'), grows: true, cell: (group) => <GroupName group={group} /> },
            {
              key: 'inbounds',
              label: t('groups.inbounds'),
              from: 'md',
              cell: ({ inbounds }) => inbounds && <Inbounds inbounds={inbounds} />,
            },
            {
              key: 'users',
              label: t('groups.users'),
              end: true,
              cell: ({ id, userCount }) => (
                <Link
                  href={`/users?group=${id}`}
                  prefetch={false}
                  className="underline decoration-line-strong underline-offset-4 hover:text-accent"
                >
                  {number(userCount)}
                </Link>
              ),
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (group) => mayWrite && <GroupMenu group={group} onEdit={() => setEditing(group)} />,
            },
          ]}
        />
      </ListState>
      {get('new') && <GroupDialog onClose={() => set({ new: undefined })} />}
      {editing && <GroupDialog group={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

/** With their inbounds, where one may see them. */
function useGroups() {
  const api = useApi();
  const surely = useSurely();
  const parts = {
    withInbounds: surely?.('nodes.inbound.read') ?? false,
    withServers: surely?.('nodes.server.read') ?? false,
  };
  return usePages<Group>({
    key: ['groups', 'list', parts],
    load: async (page, signal) => (await api.request(Groups, { page, ...parts }, { signal })).groups,
    enabled: surely !== undefined,
  });
}

function GroupName({ group }: { readonly group: Group }) {
  const t = useTranslations('groups');
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="font-semibold wrap-anywhere">{group.name}</span>
      {group.isDefault && <Tag tone="accent">{t('isDefault')}</Tag>}
    </span>
  );
}

const most = 6;

function Inbounds({ inbounds }: { readonly inbounds: NonNullable<Group['inbounds']> }) {
  const t = useTranslations('groups');
  if (inbounds.length === 0) return <span className="text-ink-muted">{t('noInbounds')}</span>;
  return (
    <span className="flex w-max max-w-60 flex-wrap gap-1 lg:max-w-md xl:max-w-xl">
      {inbounds.slice(0, most).map((inbound) => (
        <Tag key={inbound.id}>{inboundName(inbound)}</Tag>
      ))}
      {inbounds.length > most && <span className="text-xs text-ink-muted">{`+${inbounds.length - most}`}</span>}
    </span>
  );
}

interface GroupMenuProps {
  readonly group: Group;
  readonly onEdit: () => void;
}

function GroupMenu({ group: { id, name, userCount }, onEdit }: GroupMenuProps) {
  const t = useTranslations();
  const api = useApi();
  const [asked, setAsked] = useState<Confirmation>();
  const remove = useAction({
    run: () => api.request(DeleteGroup, { id }),
    done: () => t('groups.deleted', { name }),
    touches: ['groups', 'inbounds', 'audit'],
  });
  const ask = () =>
    setAsked({
      title: t('groups.deleteTitle', { name }),
      detail: t('groups.deleteDetail', { count: userCount }),
      confirmLabel: t('actions.delete'),
      run: () => remove.mutate(undefined),
    });
  return (
    <>
      <RowActions
        name={name}
        items={[
          { label: t('actions.edit'), icon: 'edit', onSelect: onEdit },
          { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: ask },
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
