import { z } from 'zod';

/** Characters that cannot be stored, or that make a text look like another: controls, lone surrogates, and what turns the direction of writing. */
const unwanted = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const unwantedInText = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u;

interface Length {
  readonly min?: number;
  readonly max: number;
}

/** One line in any script, without spaces around it. Lengths are in characters as people count code points. */
export function line({ min = 1, max }: Length): z.ZodType<string> {
  return written(unwanted, { min, max });
}

/** Several lines in any script. */
export function paragraphs({ min = 0, max }: Length): z.ZodType<string> {
  return written(unwantedInText, { min, max });
}

function written(refused: RegExp, { min, max }: Required<Length>): z.ZodType<string> {
  return z
    .string()
    .transform((text) => text.trim())
    .superRefine((text, context) => {
      const refuse = (code: string, message: string) => {
        context.addIssue({ code: 'custom', params: { code }, message });
      };
      const length = Array.from(text).length;
      if (length < min) refuse('too_short', min === 1 ? 'This may not be empty.' : `Use at least ${min} characters.`);
      if (length > max) refuse('too_long', `Use at most ${max} characters.`);
      if (refused.test(text))
        refuse('unwanted_character', 'It has characters that cannot be seen or turn the text around.');
    });
}
