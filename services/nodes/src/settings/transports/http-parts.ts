import { z } from 'zod';
import { hostName } from '../../atoms/network-address';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/** The path of a request; a query may say how much early data to expect (`?ed=2560`). */
export const requestPath = z
  .string()
  .max(1_024)
  .regex(/^\/[\x21-\x7e]*$/, 'A path begins with "/" and has no spaces.')
  .default('/');

/** Refuses requests for any other host; empty takes all. */
export const requestHost = z.union([z.literal(''), hostName]).default('');

export const responseHeaders = z
  .record(
    z.string().regex(token, 'Not the name of a header.'),
    z
      .string()
      .max(1_024)
      .regex(/^[\t\x20-\x7e]*$/, 'Not the value of a header.'),
  )
  .refine((headers) => Object.keys(headers).length <= 32, { error: 'At most 32 headers.', params: { code: 'too_big' } })
  .refine((headers) => !Object.keys(headers).some((name) => name.toLowerCase() === 'host'), {
    error: 'The host has a setting of its own.',
    params: { code: 'host_in_headers' },
  })
  .default({});

export const acceptProxyProtocol = z.boolean().default(false);
