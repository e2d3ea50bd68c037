import { isId, isZone } from '@vortex/kit';
import { z } from 'zod';

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An instant a calendar can work with. */
export const instant = z.date().superRefine((date, context) => {
  if (date.getTime() >= earliest && date.getTime() <= latest) return;
  refuse(context, 'out_of_range', 'Take an instant from the year 2000 to the year 9999.');
});

/** The name of one of our rows. */
export function id<Name extends string>(): z.ZodType<Name> {
  return z.custom<Name>().superRefine((text, context) => {
    if (typeof text !== 'string' || !isId(text)) refuse(context, 'not_an_id', 'This is not an identifier.');
  });
}

export function whole(min: number, max: number): z.ZodType<number> {
  return z
    .number()
    .int()
    .superRefine((value, context) => {
      if (value < min || value > max) refuse(context, 'out_of_range', `Take a number from ${min} to ${max}.`);
    });
}

/** As many bytes as PostgreSQL can count. */
export const bytes = z.bigint().superRefine((value, context) => {
  if (value < 0n || value >= 2n ** 63n) refuse(context, 'out_of_range', 'Take from 0 to 9223372036854775807 bytes.');
});

/** A list without the same twice. */
export function distinct<T>(item: z.ZodType<T>, most: number): z.ZodType<readonly T[]> {
  return z
    .array(item)
    .superRefine((items, context) => {
      if (items.length > most) refuse(context, 'too_many', `Give at most ${most}.`);
    })
    .transform((items) => [...new Set(items)]);
}

/** The name of a time zone, such as "Europe/Berlin". */
export const zone = z.string().superRefine((name, context) => {
  if (!isZone(name)) refuse(context, 'unknown_zone', 'Give the IANA name of a time zone, such as Europe/Berlin.');
});

/** A problem by its own name. */
export function refuse(context: z.core.$RefinementCtx, code: string, message: string, path?: PropertyKey[]): void {
  context.addIssue({ code: 'custom', params: { code }, message, ...(path ? { path } : {}) });
}

/** What has to be something takes null for "not said". */
export function unsaid<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}
