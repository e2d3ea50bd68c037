import { Temporal } from 'temporal-polyfill';
import type { TrafficQuota } from './traffic-quota';

/** From `start` up to, and without, `end`. */
export interface QuotaMonth {
  readonly start: Date;
  readonly end: Date;
}

/**
 * The month of a quota that holds `instant`: from midnight of its day in its zone, or right behind a midnight that a zone
 * skips. The day is clamped to each month by itself, so that a short one does not move it for good.
 */
export function monthAt({ resetDay, zone }: Pick<TrafficQuota, 'resetDay' | 'zone'>, instant: Date): QuotaMonth {
  const beginning = ({ year, month }: Temporal.PlainYearMonth): number =>
    Temporal.PlainDate.from({ year, month, day: resetDay }, { overflow: 'constrain' }).toZonedDateTime(zone)
      .epochMilliseconds;
  const at = instant.getTime();
  let month = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();
  if (beginning(month) > at) month = month.subtract({ months: 1 });
  return { start: new Date(beginning(month)), end: new Date(beginning(month.add({ months: 1 }))) };
}
