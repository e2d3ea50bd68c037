import { Figure, Skeleton } from '@vortex/ui';
import { useFormatter, useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';
import { useMay, useMayNot } from '../session/permissions';
import { useAnalytics } from '../traffic/traffic.queries';
import { useUserCounts } from './overview.queries';

/** The day in four figures. */
export function KeyFigures() {
  const t = useTranslations('overview');
  const may = useMay();
  const mayNot = useMayNot();
  const units = useUnits();
  const format = useFormatter();
  const { data: counts, error: countsError } = useUserCounts(may('core.user.read'));
  const { data: day, error: dayError } = useAnalytics('LAST_24_HOURS', may('nodes.usage.read'));
  const absent = (error: Error | null) => (error ? '–' : waiting);
  const number = (value: number | undefined, error: Error | null) =>
    value === undefined ? absent(error) : units.number(value);
  const sum = (totals: { uplinkBytes: string; downlinkBytes: string }) =>
    BigInt(totals.uplinkBytes) + BigInt(totals.downlinkBytes);
  const today = day && sum(day.traffic.totals);
  const before = day && sum(day.previousTotals);
  const change =
    today !== undefined && before !== undefined && before > 0n
      ? format.number(Number(today - before) / Number(before), {
          style: 'percent',
          signDisplay: 'exceptZero',
          maximumFractionDigits: 0,
        })
      : undefined;
  return (
    <dl className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {!mayNot('core.user.read') && (
        <>
          <Figure label={t('online')} value={number(counts?.online, countsError)} note={t('onlineNote')} />
          <Figure
            label={t('users')}
            value={number(counts?.all, countsError)}
            note={counts && t('usersNote', { active: units.number(counts.active) })}
          />
        </>
      )}
      {!mayNot('nodes.usage.read') && (
        <>
          <Figure
            label={t('trafficToday')}
            value={today === undefined ? absent(dayError) : units.bytes(String(today))}
            note={change && t('compared', { change })}
          />
          <Figure
            label={t('activeUsers')}
            value={number(day?.activeUsers, dayError)}
            note={day && t('activeNote', { count: units.number(day.previousActiveUsers) })}
          />
        </>
      )}
    </dl>
  );
}

const waiting = <Skeleton className="h-8 w-20" />;
