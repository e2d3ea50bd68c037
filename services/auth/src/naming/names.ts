import { z } from 'zod';

/** Control characters, line breaks among them, and what turns the direction of writing around. */
const invisible = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text in any script, without spaces around it. */
export function line(most: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(most, `Use at most ${most} characters.`)
        .refine((text) => !invisible.test(text), 'Use visible characters on one line.'),
    );
}

/** As `line`, and not empty. */
export function title(most: number) {
  return line(most).pipe(z.string().min(1, 'Enter a name.'));
}

/** A name for addresses and for programs. */
export const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'Begin with a letter, then use small letters, digits and single hyphens between them.',
  )
  .min(2, 'Use at least 2 characters.')
  .max(48, 'Use at most 48 characters.');

/** What somebody signs in as: any script, no spaces. */
export const username = line(64).pipe(
  z
    .string()
    .min(1, 'Enter a username.')
    .refine((text) => !/\s/u.test(text), 'Use no spaces.'),
);
