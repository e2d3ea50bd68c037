import { DeleteRole, type RoleFieldsFragment } from '@vortex/sdk';
import { Button, EmptyState, Table, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { RowActions } from '../shell/row-actions';
import { ScreenHeader } from '../shell/screen-header';
import { useRoleDescription } from './role-words';
import { useRoles } from './roles.queries';

const RoleDialog = dynamic(async () => (await import('./role-dialog')).RoleDialog, { loading: () => null });

export function RolesPage() {
  const t = useTranslations();
  const descriptionOf = useRoleDescription();
  const may = useMay();
  const { get, set } = useAddress();
  const [shown, setShown] = useState<RoleFieldsFragment>();
  const list = useRoles();
  const mayWrite = may('auth.role.write');
  return (
    <>
      <ScreenHeader
        title={t('roles.title')}
        lead={t('roles.lead')}
        actions={mayWrite && <CreateButton label={t('roles.create')} onClick={() => set({ new: '1' })} />}
      />
      <ListState {...list} empty={<EmptyState icon="roles" title={t('roles.emptyTitle')} />}>
        <Table
          caption={t('roles.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('roles.name'),
              grows: true,
              cell: (role) => (
                <div>
                  <p className="font-semibold">{role.name}</p>
                  <p className="text-xs text-ink-muted">{descriptionOf(role)}</p>
                </div>
              ),
            },
            {
              key: 'marks',
              label: t('administrators.state'),
              from: 'sm',
              cell: ({ builtIn, ownRowsOnly }) => (
                <span className="flex flex-wrap gap-1">
                  {builtIn && <Tag>{t('roles.builtIn')}</Tag>}
                  {ownRowsOnly && <Tag tone="accent">{t('roles.own')}</Tag>}
                </span>
              ),
            },
            {
              key: 'permissions',
              label: t('roles.permissions'),
              end: true,
              cell: (role) => (
                <Button variant="quiet" small onClick={() => setShown(role)}>
                  {role.permissions.includes('*')
                    ? t('roles.everything')
                    : t('roles.count', { count: role.permissions.length })}
                </Button>
              ),
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (role) => mayWrite && !role.builtIn && <RoleMenu role={role} onEdit={() => setShown(role)} />,
            },
          ]}
        />
      </ListState>
      {get('new') && <RoleDialog onClose={() => set({ new: undefined })} />}
      {shown && <RoleDialog role={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

interface RoleMenuProps {
  readonly role: RoleFieldsFragment;
  readonly onEdit: () => void;
}

function RoleMenu({ role: { id, name }, onEdit }: RoleMenuProps) {
  const t = useTranslations();
  const api = useApi();
  const [asked, setAsked] = useState<Confirmation>();
  const remove = useAction({
    run: () => api.request(DeleteRole, { id }),
    done: () => t('roles.deleted', { name }),
    touches: ['roles', 'audit'],
  });
  const ask = () =>
    setAsked({
      title: t('roles.deleteTitle', { name }),
      detail: t('roles.deleteDetail'),
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
