import { z } from 'zod';

const params = { code: 'unknown_zone' };
const error = 'Give the IANA name of a time zone, such as Europe/Berlin.';

/** The name of a time zone. */
export const zone = z.string().refine(isZone, { error, params });

function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
