import { DeleteTenant, ResumeTenant, SuspendTenant, type TenantFieldsFragment, Tenants } from '@vortex/sdk';
import { EmptyState, SearchField, StatusBadge, Table, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useMay } from '../session/permissions';
import { useActFor } from '../session/use-act-for';
import { CreateButton } from '../shell/create-button';
import { RowActions } from '../shell/row-actions';
import { ScreenHeader } from '../shell/screen-header';

const TenantDialog = dynamic(async () => (await import('./tenant-dialog')).TenantDialog, { loading: () => null });

export function TenantsPage() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const address = useAddress();
  const { get, set } = address;
  const { number } = useUnits();
  const { text, setText, settled } = useTyped(address);
  const [editing, setEditing] = useState<TenantFieldsFragment>();
  const list = usePages<TenantFieldsFragment>({
    key: ['tenants', 'list', settled],
    load: async (page, signal) =>
      (await api.request(Tenants, { page, ...(settled.trim() && { search: settled.trim() }) }, { signal })).tenants,
  });
  const mayWrite = may('auth.tenant.write');
  return (
    <>
      <ScreenHeader
        title={t('tenants.title')}
        lead={t('tenants.lead')}
        actions={mayWrite && <CreateButton label={t('tenants.create')} onClick={() => set({ new: '1' })} />}
      />
      <SearchField data-key="/" className="mb-4 sm:w-80" label={t('tenants.search')} value={text} onChange={setText} />
      <ListState {...list} empty={<EmptyState icon="tenant" title={t('tenants.emptyTitle')} />}>
        <Table
          caption={t('tenants.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('tenants.name'),
              grows: true,
              cell: ({ name, slug, operator }) => (
                <div>
                  <p className="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
                    {name}
                    {operator && <Tag tone="accent">{t('tenants.operator')}</Tag>}
                  </p>
                  <p className="text-xs text-ink-muted">{slug}</p>
                </div>
              ),
            },
            {
              key: 'state',
              label: t('tenants.state'),
              cell: ({ suspended }) => (
                <StatusBadge
                  tone={suspended ? 'warning' : 'ok'}
                  label={t(suspended ? 'tenants.suspended' : 'tenants.active')}
                />
              ),
            },
            { key: 'zone', label: t('tenants.zone'), from: 'md', cell: ({ zone }) => zone },
            {
              key: 'users',
              label: t('tenants.mostUsers'),
              end: true,
              from: 'lg',
              cell: ({ limits }) => (limits.mostUsers === null ? t('units.unlimited') : number(limits.mostUsers)),
            },
            {
              key: 'created',
              label: t('tenants.created'),
              from: 'lg',
              cell: ({ createdAt }) => <Moment at={createdAt} />,
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (tenant) => mayWrite && <TenantMenu tenant={tenant} onEdit={() => setEditing(tenant)} />,
            },
          ]}
        />
      </ListState>
      {get('new') && <TenantDialog onClose={() => set({ new: undefined })} />}
      {editing && <TenantDialog tenant={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

interface TenantMenuProps {
  readonly tenant: TenantFieldsFragment;
  readonly onEdit: () => void;
}

function TenantMenu({ tenant: { id, slug, name, suspended, operator }, onEdit }: TenantMenuProps) {
  const t = useTranslations();
  const api = useApi();
  const [asked, setAsked] = useState<Confirmation>();
  const may = useMay();
  const actFor = useActFor();
  const touches = ['tenants', 'audit'];
  const suspendNow = () => api.request(SuspendTenant, { id });
  const resumeNow = () => api.request(ResumeTenant, { id });
  const suspend = useAction({
    run: suspendNow,
    done: () => t('tenants.wasSuspended', { name }),
    undo: resumeNow,
    touches,
  });
  const resume = useAction({ run: resumeNow, done: () => t('tenants.resumed', { name }), undo: suspendNow, touches });
  const remove = useAction({
    run: () => api.request(DeleteTenant, { id }),
    done: () => t('tenants.deleted', { name }),
    touches,
  });
  const askToSuspend = () =>
    setAsked({
      title: `${t('tenants.suspend')}: ${name}`,
      detail: t('tenants.suspendDetail'),
      confirmLabel: t('tenants.suspend'),
      run: () => suspend.mutate(undefined),
    });
  const askToDelete = () =>
    setAsked({
      title: t('tenants.deleteTitle', { name }),
      detail: t('tenants.deleteDetail'),
      confirmLabel: t('actions.delete'),
      typed: name,
      run: () => remove.mutate(undefined),
    });
  return (
    <>
      <RowActions
        name={name}
        items={[
          { label: t('actions.edit'), icon: 'edit', onSelect: onEdit },
          !operator && !suspended && may('auth.tenant.act')
            ? { label: t('tenants.act'), icon: 'users', onSelect: () => actFor({ slug, name }) }
            : undefined,
          operator || suspended ? undefined : { label: t('tenants.suspend'), icon: 'pause', onSelect: askToSuspend },
          suspended
            ? { label: t('tenants.resume'), icon: 'play', onSelect: () => resume.mutate(undefined) }
            : undefined,
          suspended ? { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: askToDelete } : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
