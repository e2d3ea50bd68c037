import { z } from 'zod';

const params = { code: 'unwanted_character' };
const error = 'It has characters that cannot be seen.';

/** One line in any script, without spaces around it. PostgreSQL stores no NUL, and people see no controls. */
export function line(least: number, most: number) {
  return z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text), { error, params });
}

/** Several lines in any script. */
export function paragraphs(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text), { error, params });
}

/** Whether a JSON text, as `JSON.stringify` writes it, holds what jsonb cannot: NUL, or half of a surrogate pair. */
export function isUnstorable(json: string): boolean {
  return /(^|[^\\])(\\\\)*\\u(0000|d[89a-f])/i.test(json);
}
