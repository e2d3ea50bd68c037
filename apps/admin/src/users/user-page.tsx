import { Button, Icon, PageHeader, Skeleton, Tabs } from '@vortex/ui';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { ScreenTexts } from '../preferences/screen-texts';
import { useMay, useMayNot } from '../session/permissions';
import { Gone } from '../shell/gone';
import { NotToBeHad } from '../shell/not-to-be-had';
import { useLiveUsage } from './use-live-usage';
import { UserFacts } from './user-facts';
import { UserMenu } from './user-menu';
import { UserPeriods } from './user-periods';
import { UserStatusBadge } from './user-status';
import { UserUsage } from './user-usage';
import { useUser } from './users.queries';

const EditUserDialog = dynamic(async () => (await import('./edit-user-dialog')).EditUserDialog, {
  loading: () => null,
});
// What only some look at comes when they do.
const UserDevices = dynamic(async () => (await import('./user-devices')).UserDevices, {
  loading: () => <Skeleton className="h-64" />,
});
const AuditTrail = dynamic(async () => (await import('../audit/audit-trail')).AuditTrail, {
  loading: () => <Skeleton className="h-64" />,
});

/** One user: what it may, what it uses, with what it connects, and what was done to it. */
export function UserPage() {
  const t = useTranslations();
  const may = useMay();
  const mayNot = useMayNot();
  const address = useAddress();
  const id = address.get('id') ?? '';
  const { data: user, error, isFetching, refetch } = useUser(id);
  useLiveUsage(id);
  if (user === null) return <Gone icon="user" href="/users" label={t('nav.users')} />;
  if (!user)
    return error ? (
      <NotToBeHad title={t('nav.users')} error={error} busy={isFetching} onRetry={refetch} />
    ) : (
      <Waiting />
    );
  const tabs = [
    // The first of all stands there before it is known who may see it.
    ...(mayNot('nodes.usage.read')
      ? []
      : [{ value: 'usage', label: t('user.tabUsage'), content: <UserUsage user={user} /> }]),
    { value: 'devices', label: t('user.tabDevices'), content: <UserDevices user={user} /> },
    { value: 'periods', label: t('user.tabPeriods'), content: <UserPeriods periods={user.usagePeriods} /> },
    ...(may('auth.audit.read')
      ? [
          {
            value: 'history',
            label: t('user.tabHistory'),
            content: (
              <ScreenTexts>
                <AuditTrail filter={{ subjectId: id }} />
              </ScreenTexts>
            ),
          },
        ]
      : []),
  ];
  const shown = tabs.find(({ value }) => value === address.get('tab')) ?? tabs[0];
  return (
    <>
      <title>{`${user.username} – ${t('brand')}`}</title>
      <Header user={user} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Tabs
            label={user.username}
            tabs={tabs}
            value={shown?.value ?? 'usage'}
            onChange={(next) => address.set({ tab: next === 'usage' ? undefined : next })}
          />
        </div>
        <UserFacts user={user} />
      </div>
    </>
  );
}

type Shown = NonNullable<ReturnType<typeof useUser>['data']>;

function Header({ user }: { readonly user: Shown }) {
  const t = useTranslations();
  const may = useMay();
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <PageHeader
        above={<BackToList />}
        title={<bdi>{user.username}</bdi>}
        lead={user.note}
        aside={<UserStatusBadge status={user.status} />}
        actions={
          <>
            {may('core.user.update') && (
              <Button variant="secondary" onClick={() => setEditing(true)}>
                <Icon name="edit" className="size-4.5" />
                {t('actions.edit')}
              </Button>
            )}
            <UserMenu user={user} large onDeleted={() => router.replace('/users')} />
          </>
        }
      />
      {editing && <EditUserDialog user={user} onClose={() => setEditing(false)} />}
    </>
  );
}

function BackToList() {
  const t = useTranslations('nav');
  return (
    <Link href="/users" prefetch={false} className="text-ink-muted underline-offset-4 hover:text-ink hover:underline">
      {t('users')}
    </Link>
  );
}

function Waiting() {
  const t = useTranslations('states');
  return (
    <div aria-busy="true">
      <p className="sr-only">{t('loading')}</p>
      <Skeleton className="mb-8 h-8 w-64 max-w-full" />
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
