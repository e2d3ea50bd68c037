import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useUserNames } from '../traffic/traffic.queries';
import { useServerSessions } from './live.queries';
import { LiveSessionsTable } from './live-sessions-table';

/** Who is connected to a server right now. */
export function ServerSessions({ serverId }: { readonly serverId: string }) {
  const t = useTranslations('live');
  const list = useServerSessions(serverId);
  const ids = [...new Set(list.data?.nodes.map(({ userId }) => userId))].sort();
  const { data: names } = useUserNames(ids);
  return (
    <LiveSessionsTable
      list={list}
      first={{
        key: 'user',
        label: t('user'),
        grows: true,
        cell: ({ userId }) => (
          <Link
            href={`/users/user?id=${userId}&tab=devices`}
            prefetch={false}
            className="font-semibold wrap-anywhere underline-offset-4 hover:text-accent hover:underline"
          >
            <bdi>{names?.[userId] ?? t('unknownUser')}</bdi>
          </Link>
        ),
      }}
    />
  );
}
