import { Temporal } from 'temporal-polyfill';
import type { ResetStrategy } from './reset-strategy';

/** Where the periods of one rule begin. They are numbered, and a higher number never begins earlier. */
interface Boundaries {
  /** The number of a period near the one that holds `instant`. */
  guess(instant: Date): number;
  /** When period `number` begins, in milliseconds since 1970. */
  boundary(number: number): number;
}

const firstDay = Temporal.PlainDate.from('1970-01-01');
/** 1 January 1970 was a Thursday. */
const firstMonday = Temporal.PlainDate.from('1970-01-05');

export function boundariesOf(strategy: Exclude<ResetStrategy, 'NONE'>, anchor: Date, zone: string): Boundaries {
  switch (strategy) {
    case 'DAY':
      return ofDates(
        zone,
        (date) => daysFrom(firstDay, date),
        (days) => firstDay.add({ days }),
      );
    case 'WEEK':
      return ofDates(
        zone,
        (date) => Math.floor(daysFrom(firstMonday, date) / 7),
        (weeks) => firstMonday.add({ weeks }),
      );
    case 'MONTH':
      return ofDates(
        zone,
        (date) => monthsFrom(firstDay, date),
        (months) => firstDay.add({ months }),
      );
    case 'ROLLING_MONTH':
      return ofAnchor(anchor, zone, 1);
    case 'YEAR':
      return ofAnchor(anchor, zone, 12);
  }
}

/** Periods that begin where a date does: at midnight, or where a zone has no midnight that day, right after. */
function ofDates(
  zone: string,
  numberOf: (date: Temporal.PlainDate) => number,
  dateOf: (number: number) => Temporal.PlainDate,
): Boundaries {
  return {
    guess: (instant) => numberOf(inZone(instant, zone).toPlainDate()),
    boundary: (number) => dateOf(number).toZonedDateTime(zone).epochMilliseconds,
  };
}

/**
 * Periods of so many months counted from the anchor. Always from the anchor itself, so that a short month does not move
 * the day for good. A time that a zone skips is taken as far behind the gap as it stood in it; one that comes twice is
 * the first.
 */
function ofAnchor(anchor: Date, zone: string, monthsEach: number): Boundaries {
  const origin = inZone(anchor, zone).toPlainDateTime();
  return {
    guess: (instant) => Math.floor(monthsFrom(origin, inZone(instant, zone)) / monthsEach),
    boundary: (number) =>
      number === 0
        ? anchor.getTime()
        : origin.add({ months: number * monthsEach }).toZonedDateTime(zone, { disambiguation: 'compatible' })
            .epochMilliseconds,
  };
}

function inZone(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

function daysFrom(first: Temporal.PlainDate, date: Temporal.PlainDate): number {
  return first.until(date, { largestUnit: 'day' }).days;
}

type Monthly = Pick<Temporal.PlainDate, 'year' | 'month'>;

function monthsFrom(first: Monthly, date: Monthly): number {
  return (date.year - first.year) * 12 + (date.month - first.month);
}
