import { DeleteServer, type ServerFieldsFragment, type ServerState, UpdateServer } from '@vortex/sdk';
import { Button, Icon, Menu, PageHeader } from '@vortex/ui';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useAction } from '../api/use-action';
import { useMay, useOwns } from '../session/permissions';
import { ServerStateBadge } from './server-state';

const ServerDialog = dynamic(async () => (await import('./server-dialog')).ServerDialog, { loading: () => null });

function BackToServers() {
  const t = useTranslations('nav');
  return (
    <Link href="/servers" prefetch={false} className="text-ink-muted underline-offset-4 hover:text-ink hover:underline">
      {t('servers')}
    </Link>
  );
}

const next: Readonly<Record<ServerState, readonly ServerState[]>> = {
  PROVISIONING: ['ACTIVE', 'DISABLED'],
  ACTIVE: ['DRAINING', 'DISABLED'],
  DRAINING: ['ACTIVE', 'DISABLED'],
  DISABLED: ['ACTIVE'],
};

/** What a server is called, what it does, and what can be done with it. */
export function ServerHeader({ server }: { readonly server: ServerFieldsFragment }) {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const owns = useOwns();
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const [asked, setAsked] = useState<Confirmation>();
  const { id, name } = server;
  const touches = ['servers', 'audit'];
  const setState = (state: ServerState) => api.request(UpdateServer, { id, input: { state } });
  const change = useAction({
    run: setState,
    done: (_, state) => t('servers.stateChanged', { name, state: t(`serverState.${state}`) }),
    undo: () => setState(server.state),
    touches,
  });
  const remove = useAction({
    run: () => api.request(DeleteServer, { id }),
    done: () => t('servers.deleted', { name }),
    touches,
  });
  const askToDelete = () =>
    setAsked({
      title: t('servers.deleteTitle', { name }),
      detail: t('servers.deleteDetail'),
      confirmLabel: t('actions.delete'),
      run: () => remove.mutate(undefined, { onSuccess: () => router.replace('/servers') }),
    });
  return (
    <>
      <PageHeader
        above={<BackToServers />}
        title={name}
        lead={server.note}
        aside={<ServerStateBadge state={server.state} />}
        actions={
          may('nodes.server.write') &&
          owns(server.tenantId) && (
            <>
              <Button variant="secondary" onClick={() => setEditing(true)}>
                <Icon name="edit" className="size-4.5" />
                {t('actions.edit')}
              </Button>
              <Menu
                trigger={
                  <Button variant="secondary" narrow aria-label={t('actions.actionsFor', { name })}>
                    <Icon name="more" />
                  </Button>
                }
                items={[
                  ...next[server.state].map((state) => ({
                    label: t(`serverState.${state}`),
                    icon:
                      state === 'ACTIVE'
                        ? ('play' as const)
                        : state === 'DRAINING'
                          ? ('pause' as const)
                          : ('forbid' as const),
                    onSelect: () => change.mutate(state),
                  })),
                  { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: askToDelete },
                ]}
              />
            </>
          )
        }
      />
      {editing && <ServerDialog server={server} onClose={() => setEditing(false)} />}
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
