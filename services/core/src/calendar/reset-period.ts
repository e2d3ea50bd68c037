import { boundariesOf } from './boundaries';
import type { ResetStrategy } from './reset-strategy';

/** From `start` up to, and without, `end`. Open where nothing ever resets. */
export interface Period {
  readonly start: Date | undefined;
  readonly end: Date | undefined;
}

/**
 * The one period that holds `instant`. Days, weeks (from Monday) and months are those of the calendar in `zone`; rolling
 * months and years are counted from `anchor`, at its time of day there. An anchor on the 31st means the last day of
 * shorter months, and one on 29 February the 28th of common years; later periods come back to the anchor's own day.
 */
export function periodAt(strategy: ResetStrategy, anchor: Date, zone: string, instant: Date): Period {
  if (strategy === 'NONE') return { start: undefined, end: undefined };
  const anchored = strategy === 'ROLLING_MONTH' || strategy === 'YEAR';
  return anchored ? find(strategy, anchor, zone, instant) : shared(strategy, zone, instant);
}

type Recurring = Exclude<ResetStrategy, 'NONE'>;
type Closed = { readonly start: Date; readonly end: Date };

/** The last period of each rule that many users share: a thousand of them ask for the same one, and it costs 100 µs. */
const found = new Map<string, Closed>();
const mostFound = 1_000;

function shared(strategy: Recurring, zone: string, instant: Date): Closed {
  const rule = `${strategy} ${zone}`;
  const known = found.get(rule);
  if (known && known.start <= instant && instant < known.end) return known;
  const period = find(strategy, instant, zone, instant);
  if (found.size >= mostFound) found.clear();
  found.set(rule, period);
  return period;
}

function find(strategy: Recurring, anchor: Date, zone: string, instant: Date): Closed {
  const at = instant.getTime();
  const { guess, boundary } = boundariesOf(strategy, anchor, zone);
  let number = guess(instant);
  // A clock that is set back over midnight shows yesterday's date after today has begun.
  while (boundary(number) > at) number -= 1;
  while (boundary(number + 1) <= at) number += 1;
  // A day that a zone skipped (Pacific/Apia, 30 December 2011) begins where the next one does, and is no period.
  return { start: new Date(boundary(number)), end: new Date(boundary(number + 1)) };
}

/** When the period that holds `instant` ends; undefined where nothing ever resets. */
export function nextResetAt(strategy: ResetStrategy, anchor: Date, zone: string, instant: Date): Date | undefined {
  return periodAt(strategy, anchor, zone, instant).end;
}
