import { Card, Skeleton } from '@vortex/ui';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { NotShown } from '../api/not-shown';
import { useUnits } from '../format/use-units';
import type { ServerRow } from '../servers/servers.queries';
import { mostReadings, type Throughput, throughputOf, withReading } from './throughput-history';

interface LiveThroughputProps {
  readonly servers: readonly ServerRow[] | undefined;
  /** When they were told of. */
  readonly at: number;
  readonly error: Error | null;
}

/** What flows right now, and over the last minutes. */
export function LiveThroughput({ servers, at, error }: LiveThroughputProps) {
  const t = useTranslations('overview');
  const { bitrate, number } = useUnits();
  const [readings, setReadings] = useState<readonly Throughput[]>([]);
  useEffect(() => {
    if (servers && at > 0) setReadings((known) => withReading(known, throughputOf(servers, at)));
  }, [servers, at]);
  const latest = readings.at(-1);
  const sessions = servers?.reduce((sum, { machine }) => sum + (machine?.connected ? machine.sessions : 0), 0);
  return (
    <Card
      title={t('now')}
      aside={
        latest && <span className="text-xs font-medium text-ok">{t('sessionsNow', { count: sessions ?? 0 })}</span>
      }
    >
      {latest ? (
        <>
          <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
            <Rate className="bg-series-1" name={t('nowDown')} value={bitrate(latest.down)} />
            <Rate className="bg-series-2" name={t('nowUp')} value={bitrate(latest.up)} />
          </dl>
          <Sparkline readings={readings} label={t('nowChart', { count: number(readings.length) })} />
        </>
      ) : error ? (
        <NotShown />
      ) : (
        <Skeleton className="h-28" />
      )}
    </Card>
  );
}

function Rate({ className, name, value }: Record<'className' | 'name' | 'value', string>) {
  return (
    <div>
      <dt className="flex items-center gap-2 text-sm text-ink-muted">
        <span aria-hidden="true" className={`size-2.5 rounded-full ${className}`} />
        {name}
      </dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight tabular-nums">{value}</dd>
    </div>
  );
}

const [width, height] = [600, 80];

/** Lines without axes: the newest reading stands at the end. */
function Sparkline({ readings, label }: { readonly readings: readonly Throughput[]; readonly label: string }) {
  const most = Math.max(...readings.map(({ down, up }) => Math.max(down, up)), 1);
  const x = (place: number) => width - (readings.length - 1 - place) * (width / (mostReadings - 1));
  const y = (value: number) => height - 3 - (value / most) * (height - 8);
  const line = (read: (reading: Throughput) => number) =>
    readings.map((reading, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(read(reading)).toFixed(1)}`);
  const down = line((reading) => reading.down).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-20 w-full border-b border-line"
    >
      <path
        d={`${down}L${width} ${height}L${x(0).toFixed(1)} ${height}Z`}
        className="fill-series-1"
        fillOpacity={0.15}
      />
      <path d={down} className="fill-none stroke-series-1" strokeWidth={2} vectorEffect="non-scaling-stroke" />
      <path
        d={line((reading) => reading.up).join('')}
        className="fill-none stroke-series-2"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
