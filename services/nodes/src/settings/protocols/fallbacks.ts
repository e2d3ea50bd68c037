import { z } from 'zod';
import { endpoint } from '../../atoms/network-address';
import { type InboundKind, refusal, type Refusal } from '../definition';

/** Where a connection goes that is not the protocol's own. */
const fallback = z.strictObject({
  /** Server name asked for; any when empty. */
  name: z.string().max(253).default(''),
  alpn: z.enum(['', 'http/1.1', 'h2']).default(''),
  path: z
    .string()
    .max(1_024)
    .regex(/^(\/.*)?$/, 'A path begins with "/".')
    .default(''),
  dest: z.union([z.int().min(1).max(65_535), endpoint, z.string().regex(/^[/@][^\0]{1,107}$/, 'Not a socket.')]),
  /** Version of the PROXY protocol to announce the client with; 0 for none. */
  xver: z.int().min(0).max(2).default(0),
});

export const fallbacks = z.array(fallback).max(32).default([]);

/** A fallback hands over the inner stream as it came, so there must be one: raw, with its cover taken off. */
export function checkFallbacks(count: number, { network, security }: InboundKind): readonly Refusal[] {
  if (count === 0 || (network === 'raw' && security !== 'none')) return [];
  const message = 'Fallbacks need the raw network with TLS or REALITY.';
  return [refusal('settings.fallbacks', 'fallbacks_need_raw_tls', message)];
}
