import { Card, EmptyState, SelectField, Skeleton } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';
import { periods, type TrafficPeriod } from './traffic-period';
import type { ChartedTraffic } from './traffic-points';

// The drawing of charts is larger than a screen; it comes when a chart is in sight.
const TrafficChart = dynamic(() => import('./traffic-chart'), {
  loading: () => <Skeleton className="h-full w-full" />,
});

interface TrafficPanelProps {
  readonly stats: ChartedTraffic | undefined;
  readonly period: TrafficPeriod;
  readonly onPeriod: (period: TrafficPeriod) => void;
}

/** Traffic of a period: how much, when, and over which servers. */
export function TrafficPanel({ stats, period, onPeriod }: TrafficPanelProps) {
  const t = useTranslations();
  const { bytes } = useUnits();
  const sum = stats && String(BigInt(stats.totals.downlinkBytes) + BigInt(stats.totals.uplinkBytes));
  const words = stats && { down: bytes(stats.totals.downlinkBytes), up: bytes(stats.totals.uplinkBytes) };
  return (
    <Card
      title={t('traffic.title')}
      aside={
        <SelectField
          bare
          className="w-40"
          label={t('traffic.period')}
          choices={periods.map((value) => ({ value, label: t(`traffic.${value}`) }))}
          value={period}
          onChange={onPeriod}
        />
      }
    >
      <p className="mb-4 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-sm">
        {sum ? (
          <>
            <span className="text-2xl font-semibold tracking-tight tabular-nums">{bytes(sum)}</span>
            <Legend className="bg-series-1" name={t('traffic.down')} value={words?.down ?? ''} />
            <Legend className="bg-series-2" name={t('traffic.up')} value={words?.up ?? ''} />
          </>
        ) : (
          <Skeleton className="h-8 w-64 max-w-full" />
        )}
      </p>
      {stats?.points.length === 0 ? (
        <EmptyState title={t('user.noTraffic')} />
      ) : (
        <figure className="h-64" aria-label={words && t('traffic.chart', words)}>
          {stats ? <TrafficChart stats={stats} /> : <Skeleton className="h-full w-full" />}
        </figure>
      )}
    </Card>
  );
}

interface LegendProps {
  readonly className: string;
  readonly name: string;
  readonly value: string;
}

function Legend({ className, name, value }: LegendProps) {
  return (
    <span className="inline-flex items-center gap-2 text-ink-muted tabular-nums">
      <span aria-hidden="true" className={`size-2.5 rounded-full ${className}`} />
      {`${name}: ${value}`}
    </span>
  );
}
