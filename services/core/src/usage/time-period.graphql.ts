import type { FieldViolation } from '@vortex/contracts/common';
import { InvalidInput } from '@vortex/kit';
import type { RecentPeriod, TimePeriod, TrafficResolution } from '../generated/schema';

/** What `TimePeriod` comes to. */
export interface ReadPeriod {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly resolution: TrafficResolution;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const recentMs: Readonly<Record<RecentPeriod, number>> = {
  LAST_HOUR: hourMs,
  LAST_24_HOURS: dayMs,
  LAST_7_DAYS: 7 * dayMs,
  LAST_30_DAYS: 30 * dayMs,
  LAST_90_DAYS: 90 * dayMs,
  LAST_365_DAYS: 365 * dayMs,
};

const stepMs: Readonly<Record<TrafficResolution, number>> = { HOUR: hourMs, DAY: dayMs };
/** Longer than this, hours are more than a chart can show. */
const longestInHoursMs = 7 * dayMs;
const mostPoints = 1_500;
const earliest = new Date('2020-01-01T00:00:00Z');
const latest = new Date('2199-12-31T00:00:00Z');

/** Widened to whole hours or days. Throws `InvalidInput` with every problem. */
export function readPeriod({ last, from, to, resolution }: TimePeriod, now: Date): ReadPeriod {
  const problems = problemsOf({ last, from, to });
  if (problems.length > 0) throw new InvalidInput(problems);
  const end = to ?? now;
  const begin = from ?? new Date(now.getTime() - (last ? recentMs[last] : 0));
  if (begin >= end) throw refusal('period.to', 'empty_range', 'The period ends before it begins.');
  const lengthMs = end.getTime() - begin.getTime();
  const wanted = resolution ?? (lengthMs <= longestInHoursMs ? 'HOUR' : 'DAY');
  const step = stepMs[wanted];
  const wide = {
    from: new Date(Math.floor(begin.getTime() / step) * step),
    to: new Date(Math.ceil(end.getTime() / step) * step),
    resolution: wanted,
  };
  if ((wide.to.getTime() - wide.from.getTime()) / step <= mostPoints) return wide;
  throw refusal('period.from', 'too_long', `At most ${mostPoints} points; ask for days, or for less.`);
}

function problemsOf({ last, from, to }: Pick<TimePeriod, 'last' | 'from' | 'to'>) {
  const problems: FieldViolation[] = [];
  const say = (path: string, code: string, message: string) => void problems.push({ path, code, message });
  if (last && (from || to)) say('period.last', 'excluded', 'Give `last`, or `from` and `to`.');
  if (!last && !from) say('period.from', 'required', 'Give `last`, or `from`.');
  for (const [name, date] of Object.entries({ from, to })) {
    if (date && !(date >= earliest && date <= latest)) {
      say(`period.${name}`, 'out_of_range', 'Take an instant from the year 2020 to the year 2199.');
    }
  }
  return problems;
}

function refusal(path: string, code: string, message: string): InvalidInput {
  return new InvalidInput([{ path, code, message }]);
}
