import type { DeviceFieldsFragment } from '@vortex/sdk';
import { Button, Card, EmptyState, Icon, Table, Tag } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { Moment } from '../format/moment';
import { UserSessions } from '../live/user-sessions';
import { useMay } from '../session/permissions';
import { RowActions } from '../shell/row-actions';
import { DeviceNameDialog } from './device-name-dialog';
import { useDeviceActions } from './use-device-actions';
import type { UserDetail } from './user-draft';

/** With what a user connects. Each has credentials of its own, which can be taken away alone. */
export function UserDevices({ user }: { readonly user: UserDetail }) {
  const t = useTranslations();
  const may = useMay();
  const [naming, setNaming] = useState<{ readonly device?: DeviceFieldsFragment }>();
  const name = useDeviceName();
  const add = may('core.user.update') && (
    <Button variant="secondary" small onClick={() => setNaming({})}>
      <Icon name="plus" className="size-4" />
      {t('devices.add')}
    </Button>
  );
  return (
    <>
      <div className="mb-4 flex justify-end">{add}</div>
      {user.devices.length === 0 ? (
        <Card>
          <EmptyState icon="device" title={t('devices.empty')} detail={t('devices.emptyDetail')} />
        </Card>
      ) : (
        <Table
          caption={t('user.tabDevices')}
          rows={user.devices}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: t('devices.name'), grows: true, cell: (device) => <DeviceName device={device} /> },
            { key: 'kind', label: t('devices.kind'), from: 'md', cell: (device) => describe(device) },
            {
              key: 'seen',
              label: t('devices.lastSeen'),
              from: 'sm',
              cell: ({ lastSeenAt }) => (lastSeenAt ? <Moment at={lastSeenAt} /> : t('devices.neverSeen')),
            },
            {
              key: 'menu',
              label: <span className="sr-only">{t('actions.moreActions')}</span>,
              end: true,
              cell: (device) => (
                <DeviceMenu device={device} name={name(device)} onRename={() => setNaming({ device })} />
              ),
            },
          ]}
        />
      )}
      {may('nodes.session.read') && (
        <div className="mt-8">
          <UserSessions userId={user.id} />
        </div>
      )}
      {naming && <DeviceNameDialog user={user} device={naming.device} onClose={() => setNaming(undefined)} />}
    </>
  );
}

function describe({ kind, os, model }: DeviceFieldsFragment): string {
  if (kind === 'WIREGUARD') return 'WireGuard';
  return [model, os].filter(Boolean).join(', ');
}

function useDeviceName() {
  const t = useTranslations('devices');
  return ({ name, kind, model }: DeviceFieldsFragment) =>
    name || (kind === 'DEFAULT' ? t('defaultName') : (model ?? t('unnamed')));
}

function DeviceName({ device }: { readonly device: DeviceFieldsFragment }) {
  const t = useTranslations('devices');
  const name = useDeviceName();
  return (
    <div className="min-w-0">
      <p className="flex items-center gap-2 font-semibold">
        <span className="min-w-0">{name(device)}</span>
        {device.revokedAt !== null && <Tag tone="danger">{t('revoked')}</Tag>}
      </p>
      {device.kind === 'DEFAULT' && <p className="text-xs text-ink-muted">{t('DEFAULT')}</p>}
    </div>
  );
}

interface DeviceMenuProps {
  readonly device: DeviceFieldsFragment;
  readonly name: string;
  readonly onRename: () => void;
}

function DeviceMenu({ device, name, onRename }: DeviceMenuProps) {
  const t = useTranslations();
  const may = useMay();
  const actions = useDeviceActions(name);
  const [asked, setAsked] = useState<Confirmation>();
  const mayChange = may('core.user.update');
  const ask = (title: string, detail: string, confirmLabel: string, run: () => void) => () =>
    setAsked({ title: `${title}: ${name}`, detail, confirmLabel, run });
  return (
    <>
      <RowActions
        name={name}
        items={[
          mayChange ? { label: t('actions.rename'), icon: 'edit', onSelect: onRename } : undefined,
          mayChange && device.revokedAt === null
            ? { label: t('devices.revoke'), icon: 'forbid', onSelect: () => actions.revoke.mutate(device.id) }
            : undefined,
          mayChange && device.revokedAt !== null
            ? { label: t('devices.restore'), icon: 'check', onSelect: () => actions.restore.mutate(device.id) }
            : undefined,
          may('core.user.credentials')
            ? {
                label: t('devices.rotate'),
                icon: 'token',
                onSelect: ask(t('devices.rotate'), t('user.rotateCredentialsDetail'), t('devices.rotate'), () =>
                  actions.rotate.mutate(device.id),
                ),
              }
            : undefined,
          mayChange && device.kind !== 'DEFAULT'
            ? {
                label: t('actions.delete'),
                icon: 'remove',
                danger: true,
                onSelect: ask(t('actions.delete'), t('devices.deleteDetail'), t('actions.delete'), () =>
                  actions.remove.mutate(device.id),
                ),
              }
            : undefined,
        ]}
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
