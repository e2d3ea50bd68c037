import { useQuery } from '@tanstack/react-query';
import { GroupNames } from '@vortex/sdk';
import { Card, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import type { ServerRow } from '../servers/servers.queries';
import { useMay } from '../session/permissions';
import { useUserCounts } from './overview.queries';

/** What a new installation still needs before anybody can connect. It goes once it is done. */
export function FirstSteps({ servers }: { readonly servers: readonly ServerRow[] | undefined }) {
  const t = useTranslations('overview');
  const api = useApi();
  const may = useMay();
  const { data: counts } = useUserCounts(may('core.user.read'));
  const { data: groups } = useQuery({
    queryKey: ['groups', 'names'],
    queryFn: async ({ signal }) => (await api.request(GroupNames, {}, { signal })).groups.nodes,
    enabled: may('core.group.write'),
  });
  if (!servers || !groups || !counts || !may('nodes.server.write')) return null;
  const steps = [
    { text: t('beginServer'), href: '/servers?new=1', done: servers.length > 0 },
    {
      text: t('beginInbound'),
      href: '/inbounds/inbound',
      done: servers.some(({ inbounds = [] }) => inbounds.length > 0),
    },
    { text: t('beginGroup'), href: '/groups?new=1', done: groups.length > 0 },
    { text: t('beginUser'), href: '/users?new=1', done: counts.all > 0 },
  ];
  if (steps.every(({ done }) => done)) return null;
  return (
    <Card title={t('begin')}>
      <ol className="grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-4">
        {steps.map(({ text, href, done }, place) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="flex h-full min-h-14 items-center gap-3 rounded-control border border-line px-3.5 py-2.5 text-sm font-medium hover:bg-sunken"
            >
              <span
                className={`flex size-7 shrink-0 items-center justify-center rounded-full text-xs font-semibold ${done ? 'bg-ok-soft text-ok' : 'bg-accent-soft text-accent'}`}
              >
                {done ? <Icon name="check" className="size-4" /> : place + 1}
              </span>
              <span className="min-w-0">
                {text}
                {done && <span className="sr-only">{t('doneStep')}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
