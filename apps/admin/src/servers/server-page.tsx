import { DeleteServer, type ServerFieldsFragment, type ServerQuery, type ServerState, UpdateServer } from '@vortex/sdk';
import { Button, buttonStyle, Card, EmptyState, Fact, Facts, Icon, Menu, PageHeader, Skeleton, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { Unavailable } from '../api/list-state';
import { useAction } from '../api/use-action';
import { AuditTrail } from '../audit/audit-trail';
import { ExactTime } from '../format/moment';
import { useUnits } from '../format/use-units';
import { InboundsTable } from '../inbounds/inbounds-table';
import { useMay } from '../session/permissions';
import { MachineCard } from './machine-card';
import { ServerStateBadge } from './server-state';
import { useServer } from './servers.queries';
import { useRegion } from './use-region';

const ServerDialog = dynamic(async () => (await import('./server-dialog')).ServerDialog, { loading: () => null });

export function ServerPage() {
  const t = useTranslations();
  const { get } = useAddress();
  const id = get('id') ?? '';
  const { data: server, error, isFetching, refetch } = useServer(id);
  if (server === null) {
    return (
      <Card>
        <EmptyState icon="server" title={t('states.goneTitle')} detail={t('states.goneDetail')} action={<Back />} />
      </Card>
    );
  }
  if (!server)
    return error ? <Unavailable error={error} busy={isFetching} onRetry={refetch} /> : <Skeleton className="h-96" />;
  return (
    <>
      <title>{`${server.name} – ${t('brand')}`}</title>
      <Header server={server} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Inbounds server={server} />
          <section>
            <h2 className="mb-3 text-base font-semibold">{t('user.tabHistory')}</h2>
            <AuditTrail filter={{ subjectId: id }} />
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <MachineCard server={server} machine={server.machine} />
          <About server={server} />
        </div>
      </div>
    </>
  );
}

function Back() {
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

function Header({ server }: { readonly server: ServerFieldsFragment }) {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
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
        above={<Back />}
        title={name}
        lead={server.note}
        aside={<ServerStateBadge state={server.state} />}
        actions={
          may('nodes.server.write') && (
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

type Shown = NonNullable<ServerQuery['server']>;

function Inbounds({ server }: { readonly server: Shown }) {
  const t = useTranslations('servers');
  const may = useMay();
  const create = may('nodes.inbound.write') && (
    <Link
      href={`/inbounds/inbound?server=${server.id}`}
      prefetch={false}
      className={buttonStyle({ variant: 'secondary', small: true })}
    >
      <Icon name="plus" className="size-4" />
      {t('addInbound')}
    </Link>
  );
  return (
    <section>
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{t('inbounds')}</h2>
        {create}
      </div>
      {server.inbounds.length === 0 ? (
        <Card>
          <EmptyState icon="inbounds" title={t('noInbounds')} />
        </Card>
      ) : (
        <InboundsTable inbounds={server.inbounds} />
      )}
    </section>
  );
}

function About({ server }: { readonly server: Shown }) {
  const t = useTranslations();
  const units = useUnits();
  const region = useRegion();
  const limit = (value: number | null) => (value === null ? t('units.unlimited') : units.number(value));
  return (
    <Card title={t('servers.about')}>
      <Facts>
        <Fact name={t('servers.region')}>{region(server.region) || t('units.none')}</Fact>
        <Fact name={t('servers.addresses')}>{server.addresses.join(', ') || t('units.none')}</Fact>
        <Fact name={t('servers.mostUsers')}>{limit(server.capacity.users)}</Fact>
        <Fact name={t('servers.mostMegabits')}>{limit(server.capacity.megabitsPerSecond)}</Fact>
        <Fact name={t('servers.coefficient')}>
          {t('servers.times', { factor: units.number(server.coefficientMilli / 1000) })}
        </Fact>
        <Fact name={t('servers.shared')}>{server.shared ? t('actions.yes') : t('actions.no')}</Fact>
        {server.tags.length > 0 && (
          <Fact name={t('servers.tags')}>
            <span className="flex flex-wrap justify-end gap-1">
              {server.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </span>
          </Fact>
        )}
        <Fact name={t('userColumn.created')}>
          <ExactTime at={server.createdAt} />
        </Fact>
      </Facts>
    </Card>
  );
}
