import { type AccountRowFragment, Accounts } from '@vortex/sdk';
import { EmptyState, SearchField, SelectField, StatusBadge, Table, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { useApi } from '../api/api';
import { ListState } from '../api/list-state';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { useRoles } from '../roles/roles.queries';
import { useMay } from '../session/permissions';
import { useSession } from '../session/session.store';
import { CreateButton } from '../shell/create-button';
import { ScreenHeader } from '../shell/screen-header';
import { AccountMenu } from './account-menu';

const AccountDialog = dynamic(async () => (await import('./account-dialog')).AccountDialog, { loading: () => null });

export function AdministratorsPage() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const address = useAddress();
  const { get, set } = address;
  const { text, setText, settled } = useTyped(address);
  const role = get('role') ?? '';
  const { data: roles } = useRoles();
  const [editing, setEditing] = useState<AccountRowFragment>();
  const own = useSession((state) => state.session?.account.id);
  const list = usePages<AccountRowFragment>({
    key: ['accounts', 'list', settled, role],
    load: async (page, signal) => {
      const wanted = { ...(settled.trim() && { search: settled.trim() }), ...(role && { filter: { role } }) };
      return (await api.request(Accounts, { page, ...wanted }, { signal })).accounts;
    },
  });
  const mayWrite = may('auth.account.write');
  return (
    <>
      <ScreenHeader
        title={t('administrators.title')}
        lead={t('administrators.lead')}
        actions={mayWrite && <CreateButton label={t('administrators.create')} onClick={() => set({ new: '1' })} />}
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <SearchField
          data-key="/"
          className="w-full sm:w-80"
          label={t('administrators.search')}
          value={text}
          onChange={setText}
        />
        <SelectField
          bare
          className="w-44"
          label={t('administrators.role')}
          choices={[
            { value: '', label: t('administrators.anyRole') },
            ...(roles ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          value={role}
          onChange={(value) => set({ role: value })}
        />
      </div>
      <ListState {...list} empty={<EmptyState icon="user" title={t('administrators.emptyTitle')} />}>
        <Table
          caption={t('administrators.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('administrators.username'),
              grows: true,
              cell: ({ id, username, name }) => (
                <div>
                  <p className="flex flex-wrap items-center gap-2 font-semibold break-all">
                    {username}
                    {id === own && <Tag tone="accent">{t('administrators.you')}</Tag>}
                  </p>
                  {name && <p className="text-xs text-ink-muted">{name}</p>}
                </div>
              ),
            },
            {
              key: 'role',
              label: t('administrators.role'),
              cell: ({ role: name }) => (
                <span className="block max-w-24 sm:max-w-48">
                  <Tag>{name}</Tag>
                </span>
              ),
            },
            {
              key: 'state',
              label: t('administrators.state'),
              from: 'md',
              cell: ({ disabled, mustChangePassword }) =>
                disabled ? (
                  <StatusBadge tone="neutral" label={t('administrators.disabled')} />
                ) : mustChangePassword ? (
                  <StatusBadge tone="warning" label={t('administrators.mustChange')} />
                ) : (
                  <StatusBadge tone="ok" label={t('administrators.enabled')} />
                ),
            },
            {
              key: 'created',
              label: t('administrators.created'),
              from: 'lg',
              cell: ({ createdAt }) => <Moment at={createdAt} />,
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (account) =>
                (mayWrite || may('auth.session.revoke')) && (
                  <AccountMenu account={account} isOwn={account.id === own} onEdit={() => setEditing(account)} />
                ),
            },
          ]}
        />
      </ListState>
      {get('new') && <AccountDialog onClose={() => set({ new: undefined })} />}
      {editing && <AccountDialog account={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
