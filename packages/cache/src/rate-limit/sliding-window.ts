import type { RateRule, RateVerdict } from './rate-limiter';

/** What a key consumed in fixed window number `index` and in the one before. */
export interface Consumption {
  readonly index: number;
  readonly current: number;
  readonly previous: number;
}

export interface Slide {
  readonly consumption: Consumption;
  readonly verdict: RateVerdict;
}

/** The rule itself. `SLIDING_WINDOW_SCRIPT` says the same in Lua; a test holds the two together. */
export function slide(known: Consumption | undefined, rule: RateRule, nowMs: number, points: number): Slide {
  const index = Math.floor(nowMs / rule.windowMs);
  const elapsed = nowMs - index * rule.windowMs;
  const current = known?.index === index ? known.current : 0;
  const previous = known?.index === index ? known.previous : known?.index === index - 1 ? known.current : 0;
  const used = current + previous * (1 - elapsed / rule.windowMs);
  if (used + points > rule.limit) {
    const resetMs = refusedForMs(rule, { elapsed, current, previous, points });
    return {
      consumption: { index, current, previous },
      verdict: { allowed: false, remaining: Math.max(0, Math.floor(rule.limit - used)), resetMs },
    };
  }
  const remaining = Math.floor(rule.limit - used - points);
  return {
    consumption: { index, current: current + points, previous },
    verdict: { allowed: true, remaining, resetMs: 0 },
  };
}

interface Refused {
  readonly elapsed: number;
  readonly current: number;
  readonly previous: number;
  readonly points: number;
}

function refusedForMs({ limit, windowMs }: RateRule, { elapsed, current, previous, points }: Refused): number {
  const room = limit - points;
  // Within this window only the previous one's share shrinks; in the next one it is today's count that does.
  if (current <= room) return Math.ceil(windowMs * (1 - (room - current) / previous) - elapsed);
  return Math.ceil(windowMs - elapsed + windowMs * (1 - room / current));
}

/** Refuses what no window could ever allow: a mistake of the caller, not a matter of waiting. */
export function assertConsumable(rule: RateRule, points: number): void {
  const isSound = Number.isInteger(points) && points >= 1 && points <= rule.limit && rule.windowMs >= 1;
  if (!isSound) throw new RangeError(`cannot consume ${points} of ${rule.limit} in ${rule.windowMs} ms`);
}
