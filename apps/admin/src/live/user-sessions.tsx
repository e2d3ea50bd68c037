import { Button, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useMay } from '../session/permissions';
import { useKillSessions, useUserSessions } from './live.queries';
import { LiveSessionsTable } from './live-sessions-table';

/** Where a user is connected right now. */
export function UserSessions({ userId }: { readonly userId: string }) {
  const t = useTranslations('live');
  const may = useMay();
  const list = useUserSessions(userId, true);
  const killAll = useKillSessions(userId);
  const isConnected = (list.data?.totalCount ?? 0) > 0;
  return (
    <section>
      <div className="mb-3 flex min-h-9 items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{t('title')}</h2>
        {isConnected && may('nodes.session.end') && (
          <Button variant="secondary" small busy={killAll.isPending} onClick={() => killAll.mutate(undefined)}>
            <Icon name="forbid" className="size-4" />
            {t('killAll')}
          </Button>
        )}
      </div>
      <LiveSessionsTable
        list={list}
        first={{
          key: 'server',
          label: t('server'),
          grows: true,
          cell: ({ serverId, serverName }) =>
            serverName ? (
              <Link
                href={`/servers/server?id=${serverId}`}
                prefetch={false}
                className="font-semibold wrap-anywhere underline-offset-4 hover:text-accent hover:underline"
              >
                {serverName}
              </Link>
            ) : (
              <span className="text-ink-muted">{t('hiddenServer')}</span>
            ),
        }}
      />
    </section>
  );
}
