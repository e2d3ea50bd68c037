import { z } from 'zod';
import type { Problems } from './template.errors';

/** A document's form, as far as a client looks at it: what the form does not name is left to the client. */
export function checkForm(schema: z.ZodType, document: unknown, problems: Problems): void {
  const { error } = schema.safeParse(document);
  for (const { path, code, message } of error?.issues ?? []) {
    problems.add(pathText(path), code === 'invalid_value' ? 'invalid_value' : 'invalid_form', message);
  }
}

/** `outbounds[0].tag` */
function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `${text === '' ? '' : '.'}${String(part)}`;
  return text;
}

export const listOfObjects = z.array(z.looseObject({}), 'A list of objects is expected.').optional();

export function oneOf(...words: string[]) {
  const known = new Set(words);
  const message = `Use ${words.join(', ')}.`;
  return z.string(message).refine((word) => known.has(word.toLowerCase()), message);
}

export const port = z.int('This is no port.').min(0, 'This is no port.').max(65_535, 'This is no port.').optional();

/** As Go writes them: "5m", "1h30m". */
export const duration = z
  .string('This is no duration.')
  .regex(/^(\d+(\.\d+)?(ns|us|ms|s|m|h|d))+$/, 'This is no duration, such as "5m".')
  .optional();

export const address = z.union([z.ipv4(), z.ipv6()], 'This is no IP address.');
export const prefix = z.union([z.cidrv4(), z.cidrv6()], 'This is no network.');

/** An address is a network of its own. */
export function isNetwork(text: string): boolean {
  return address.safeParse(text).success || prefix.safeParse(text).success;
}
