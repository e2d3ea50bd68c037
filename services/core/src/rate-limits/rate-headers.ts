import type { RateBudget } from './rate-budget';

/**
 * What a client is told of its budget: draft-ietf-httpapi-ratelimit-headers-10 (`q` quota, `w` window, `r` remaining, `t`
 * seconds until there is more), and Retry-After (RFC 9110 §10.2.3) when it was refused.
 */
export function rateHeaders(
  { name }: RateBudget,
  { limit, windowMs }: { readonly limit: number; readonly windowMs: number },
  { allowed, remaining, resetMs }: { readonly allowed: boolean; readonly remaining: number; readonly resetMs: number },
): Readonly<Record<string, string>> {
  const seconds = Math.max(Math.ceil(resetMs / 1_000), 1);
  return {
    'ratelimit-policy': `"${name}";q=${limit};w=${windowMs / 1_000}`,
    ratelimit: `"${name}";r=${remaining};t=${allowed ? windowMs / 1_000 : seconds}`,
    ...(allowed ? {} : { 'retry-after': String(seconds) }),
  };
}
