import { Card, Skeleton } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { NotShown } from '../api/not-shown';
import { useUnits } from '../format/use-units';
import { HealthBadge } from '../status/health-badge';
import { isMeasured } from '../status/is-measured';
import { useSystemStatus } from '../status/status.queries';
import { useLiveMetrics } from '../status/use-live-metrics';
import { useNames } from '../status/use-names';

/** Each service in one line; its figures come as they change. */
export function ServicesCard() {
  const t = useTranslations();
  const names = useNames();
  const units = useUnits();
  const { data: status, error } = useSystemStatus();
  const live = useLiveMetrics();
  const metrics = live ?? status?.metrics;
  return (
    <Card
      title={
        <Link href="/status" prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
          {t('overview.services')}
        </Link>
      }
      aside={live && <span className="text-xs font-medium text-ok">{t('status.live')}</span>}
    >
      {!status && (error ? <NotShown /> : <Skeleton className="h-32" />)}
      <ul className="flex flex-col gap-2.5 text-sm">
        {status?.services.map(({ name, state }) => (
          <li key={name} className="flex items-center justify-between gap-3">
            <span className="min-w-0 truncate font-medium">{names.service(name)}</span>
            <HealthBadge state={state} />
          </li>
        ))}
      </ul>
      {metrics && isMeasured(metrics) && (
        <p className="mt-4 flex justify-between gap-3 border-t border-line pt-3 text-sm text-ink-muted">
          <span>{t('figures.memory')}</span>
          <span className="tabular-nums">{units.bytes(metrics.residentMemoryBytes)}</span>
        </p>
      )}
    </Card>
  );
}
