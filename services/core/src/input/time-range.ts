import { z } from 'zod';
import { refuse, unsaid } from './values';

/** From `from` on, and before `before`. */
export interface TimeRange {
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** A filter may name any instant PostgreSQL knows; a user may not. */
const instant = z.date().superRefine((date, context) => {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999))
    refuse(context, 'out_of_range', 'Take an instant from the year 1 to the year 9999.');
});

export const timeRange = unsaid(z.object({ from: unsaid(instant), before: unsaid(instant) }));

export function isWithin({ from, before }: TimeRange, at: Date): boolean {
  return (from === undefined || at >= from) && (before === undefined || at < before);
}
