import { Card, Icon, Skeleton } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { ReactNode } from 'react';
import { NotShown } from '../api/not-shown';
import { AcknowledgeButton } from '../incidents/acknowledge-button';
import { useIncidents } from '../incidents/incidents.queries';
import { useIncidentText } from '../incidents/use-incident-text';
import type { ServerRow } from '../servers/servers.queries';
import { useMay, useMayNot } from '../session/permissions';
import { useSystemStatus } from '../status/status.queries';
import { useNames } from '../status/use-names';
import { useUserCounts } from './overview.queries';

interface Matter {
  readonly text: string;
  readonly href: string;
  readonly grave: boolean;
  /** Where one may be like another. */
  readonly key?: string;
  /** What somebody may do about it at once. */
  readonly action?: ReactNode;
}

/** Of incidents: who has more has them on record. */
const mostIncidents = 20;

/** What somebody should look at, the gravest first. */
export function Attention({ servers }: { readonly servers: readonly ServerRow[] | undefined }) {
  const t = useTranslations('overview');
  const matters = useMatters(servers);
  return (
    <Card title={t('attention')}>
      {matters === undefined && <Skeleton className="h-16" />}
      {matters === null && <NotShown />}
      {matters?.length === 0 && (
        <p className="flex items-center gap-2.5 text-sm text-ink-muted">
          <Icon name="check" className="size-5 text-ok" />
          {t('allWell')}
        </p>
      )}
      <ul className="-mx-2 flex flex-col">
        {matters?.map(({ text, href, grave, key = text, action }) => (
          <li key={key} className="flex items-center">
            <Link
              href={href}
              prefetch={false}
              className="flex min-h-10 min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm hover:bg-sunken"
            >
              <Icon name="warning" className={grave ? 'size-5 shrink-0 text-danger' : 'size-5 shrink-0 text-warning'} />
              <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
              <Icon name="chevronRight" className="size-4 shrink-0 text-ink-muted" />
            </Link>
            {action}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useMatters(servers: readonly ServerRow[] | undefined): readonly Matter[] | null | undefined {
  const t = useTranslations();
  const may = useMay();
  const mayNot = useMayNot();
  const names = useNames();
  const incidents = useIncidentMatters();
  const mayStatus = may('system.status.read');
  const { data: status, error } = useSystemStatus(mayStatus);
  const { data: counts, error: countsError } = useUserCounts(may('core.user.read'));
  if ((mayStatus && !status) || (!counts && !mayNot('core.user.read')))
    return (error ?? countsError) ? null : undefined;
  const services = (status?.services ?? [])
    .filter(({ state }) => state !== 'OK')
    .map(({ name, state }) => ({
      text: t('overview.serviceFailed', { name: names.service(name), state: t(`health.${state}`) }),
      href: '/status',
      grave: state === 'FAILED',
    }));
  const idle = (servers ?? [])
    .filter(({ state }) => state === 'DRAINING' || state === 'PROVISIONING')
    .map(({ id, name, state }) => ({
      text: t('overview.serverNotActive', { name, state: t(`serverState.${state}`) }),
      href: `/servers/server?id=${id}`,
      grave: false,
    }));
  const away = (servers ?? [])
    .filter(({ state, machine }) => state !== 'DISABLED' && machine?.connected === false)
    .map(({ id, name }) => ({
      text: t('overview.machineAway', { name }),
      href: `/servers/server?id=${id}`,
      grave: true,
    }));
  const unhealthy = (servers ?? [])
    .filter(({ machine, health }) => machine?.connected && health?.state === 'UNHEALTHY')
    .map(({ id, name }) => ({
      text: t('overview.unhealthy', { name }),
      href: `/servers/server?id=${id}`,
      grave: true,
    }));
  const refused = (servers ?? [])
    .filter(({ machine }) => machine?.connected && machine.problem !== '')
    .map(({ id, name, machine }) => ({
      text: t('overview.notApplied', { name, problem: machine?.problem ?? '' }),
      href: `/servers/server?id=${id}`,
      grave: true,
    }));
  const used = (servers ?? []).flatMap(({ id, name, quotaUsage }) => {
    const state = quotaUsage?.state ?? 'WITHIN';
    if (state === 'WITHIN') return [];
    const text = t(`overview.quota_${state}`, { name });
    return [{ text, href: `/servers/server?id=${id}`, grave: state === 'EXHAUSTED' }];
  });
  const deadLetters = status?.metrics.deadLetters ?? 0;
  const matters = [
    ...services,
    ...away,
    ...unhealthy,
    ...refused,
    ...used,
    ...incidents,
    ...(deadLetters > 0
      ? [{ text: t('overview.deadLetters', { count: deadLetters }), href: '/status', grave: true }]
      : []),
    ...idle,
    ...(counts && counts.limited > 0
      ? [{ text: t('overview.limited', { count: counts.limited }), href: '/users?status=LIMITED', grave: false }]
      : []),
    ...(counts && counts.expiring > 0
      ? [
          {
            text: t('overview.expiring', { count: counts.expiring }),
            href: '/users?ends=week&sort=expires',
            grave: false,
          },
        ]
      : []),
  ];
  return matters.sort((one, other) => Number(other.grave) - Number(one.grave));
}

/** What nodes should not have done, and nobody has taken note of. */
function useIncidentMatters(): readonly Matter[] {
  const t = useTranslations('incidents');
  const may = useMay();
  const textOf = useIncidentText();
  const { data = [] } = useIncidents({ acknowledged: false }, mostIncidents, may('nodes.server.read'));
  return data.map(({ id, kind, count, serverId, server }) => {
    const name = server?.name ?? t(serverId ? 'goneServer' : 'stranger');
    const text = t('ofServer', { name, what: textOf({ kind, count }) });
    return {
      ...{ key: id, text, grave: kind !== 'CLOCK_SKEWED' && kind !== 'COUNTERS_RAN_BACK' },
      href: server ? `/servers/server?id=${server.id}` : '/audit?q=nodes.node.incident',
      action: <AcknowledgeButton id={id} what={text} />,
    };
  });
}
