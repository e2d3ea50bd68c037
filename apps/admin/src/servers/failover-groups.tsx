import { useQuery } from '@tanstack/react-query';
import { FailoverGroups as Groups, type FailoverGroupsQuery, UpdateFailoverGroup } from '@vortex/sdk';
import { Card, SelectField, StatusBadge } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { useMay } from '../session/permissions';

type Group = FailoverGroupsQuery['failoverGroups'][number];

const counts = ['1', '2', '3', '4', '5', '10'] as const;

/** Which servers of each group links show. Nothing where no server is in one. */
export function FailoverGroups() {
  const t = useTranslations('failover');
  const api = useApi();
  const { data: groups = [] } = useQuery({
    queryKey: ['servers', 'failover'],
    queryFn: async ({ signal }) => (await api.request(Groups, {}, { signal })).failoverGroups,
    refetchInterval: 15_000,
  });
  if (groups.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-1 font-semibold">{t('title')}</h2>
      <p className="mb-4 text-sm text-ink-muted">{t('lead')}</p>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
        {groups.map((group) => (
          <GroupCard key={group.name} group={group} />
        ))}
      </div>
    </section>
  );
}

function GroupCard({ group: { name, shownServers, members } }: { readonly group: Group }) {
  const t = useTranslations('failover');
  return (
    <Card title={name} aside={<ShownField name={name} shownServers={shownServers} />}>
      <ol className="flex flex-col gap-2 text-sm">
        {members.map(({ serverId, spare, server }) => (
          <li key={serverId} className="flex items-center justify-between gap-3">
            <Link
              href={`/servers/server?id=${serverId}`}
              prefetch={false}
              className="min-w-0 wrap-anywhere underline-offset-4 hover:text-accent hover:underline"
            >
              {server?.name}
            </Link>
            <StatusBadge tone={spare ? 'neutral' : 'ok'} label={t(spare ? 'spare' : 'shown')} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function ShownField({ name, shownServers }: Pick<Group, 'name' | 'shownServers'>) {
  const t = useTranslations('failover');
  const api = useApi();
  const may = useMay();
  const save = useAction({
    run: (count: string) => api.request(UpdateFailoverGroup, { name, shownServers: Number(count) }),
    done: () => t('saved', { name }),
    undo: () => api.request(UpdateFailoverGroup, { name, shownServers }),
    touches: ['servers', 'audit'],
  });
  const current = String(shownServers);
  const choices = counts.some((count) => count === current) ? counts : [current, ...counts];
  if (!may('nodes.server.write'))
    return <span className="text-sm text-ink-muted">{t('count', { count: shownServers })}</span>;
  return (
    <SelectField
      bare
      className="w-36"
      label={t('shownServers')}
      choices={choices.map((value) => ({ value, label: t('count', { count: Number(value) }) }))}
      value={current}
      onChange={(count) => save.mutate(count)}
    />
  );
}
