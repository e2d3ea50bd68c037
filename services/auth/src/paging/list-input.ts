import { z } from 'zod';

/** A text to compare with. PostgreSQL knows no NUL. */
export const filterText = z
  .string()
  .max(256, 'This is too long.')
  .refine((text) => !text.includes('\0'), 'This holds a character that no text has.');

/** PostgreSQL and this process agree on the years 1 to 9999. */
export const filterInstant = z
  .date()
  .refine(
    (instant) => instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9_999,
    'Name a year from 1 to 9999.',
  )
  .or(z.undefined());

export const listPage = z
  .object({
    first: z.number(),
    after: z.string().max(4_096),
    last: z.number(),
    before: z.string().max(4_096),
    withTotal: z.boolean(),
  })
  .or(z.undefined());

/** The service says which fields it does not know. */
export const listSort = z
  .array(z.object({ field: z.string(), descending: z.boolean() }))
  .max(5, 'Sort by at most 5 fields.');
