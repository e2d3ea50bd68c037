import { Card, Skeleton } from '@vortex/ui';
import type { ReactNode } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { formatBytes } from '../format/bytes';
import { HealthBadge } from './health-badge';
import type { ServiceStatus } from './status.queries';
import { RestartButton } from './restart-button';
import { useNames } from './use-names';

export function ServiceCard({ service }: { readonly service: ServiceStatus }) {
  const t = useTranslations('service');
  const names = useNames();
  return (
    <Card className="flex flex-col" title={names.service(service.name)} aside={<HealthBadge state={service.state} />}>
      {service.startedAt ? (
        <Facts service={service} startedAt={service.startedAt} />
      ) : (
        <p className="text-sm text-ink-muted">{t('noAnswer')}</p>
      )}
      {service.parts.length > 0 && (
        <>
          <h3 className="mt-5 mb-1 text-xs font-semibold tracking-wide text-ink-muted uppercase">{t('parts')}</h3>
          <ul className="-mb-2 divide-y divide-line">
            {service.parts.map((part) => (
              <li key={part.name} className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 py-2.5">
                <span className="text-sm">{names.part(part.name)}</span>
                <HealthBadge state={part.state} />
                {part.detail && <p className="col-span-2 text-sm wrap-anywhere text-ink-muted">{part.detail}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <RestartButton name={service.name} />
    </Card>
  );
}

function Facts({ service, startedAt }: { readonly service: ServiceStatus; readonly startedAt: string }) {
  const t = useTranslations('service');
  const format = useFormatter();
  const language = useLocale();
  const { residentMemoryBytes, outboxBacklog, deadLetters } = service;
  const since = format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <dl className="space-y-1.5 text-sm">
      <Fact name={t('version')} value={service.version} />
      <Fact name={t('uptime')} value={<time dateTime={startedAt}>{since}</time>} />
      {residentMemoryBytes !== null && <Fact name={t('memory')} value={formatBytes(residentMemoryBytes, language)} />}
      {outboxBacklog !== null && <Fact name={t('backlog')} value={format.number(outboxBacklog)} />}
      {deadLetters !== null && <Fact name={t('deadLetters')} value={format.number(deadLetters)} />}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="text-right font-medium tabular-nums">{value}</dd>
    </div>
  );
}

export function ServiceCardSkeleton() {
  return (
    <Card title={<Skeleton className="h-5 w-32" />} aside={<Skeleton className="h-6 w-24 rounded-full" />}>
      <div className="space-y-3">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-5/6" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    </Card>
  );
}
