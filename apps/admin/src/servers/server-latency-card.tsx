import type { ServerQuery } from '@vortex/sdk';
import { Card } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useRegion } from './use-region';

interface ServerLatencyCardProps {
  readonly latencies: NonNullable<ServerQuery['server']>['latencies'];
}

/** How far customers are, by country. Nothing before enough was measured. */
export function ServerLatencyCard({ latencies }: ServerLatencyCardProps) {
  const t = useTranslations();
  const region = useRegion();
  if (latencies.length === 0) return null;
  return (
    <Card title={t('servers.latencyTitle')}>
      <p className="text-sm text-ink-muted">{t('servers.latencyHint')}</p>
      <ul className="mt-4 max-h-80 divide-y divide-line overflow-y-auto border-t border-line text-sm">
        {latencies.map(({ country, medianMs }) => (
          <li key={country ?? ''} className="flex items-center justify-between gap-3 py-2 last:pb-0">
            <span className="min-w-0 truncate">
              {country ? region({ country, city: '' }) : t('servers.unknownCountry')}
            </span>
            <span className="tabular-nums">{t('serverHealth.latency', { ms: medianMs })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
