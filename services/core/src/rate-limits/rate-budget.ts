import type { Caller } from '@vortex/kit';
import { isIPv6 } from 'node:net';

export type BudgetName = 'account' | 'api-token' | 'address';

/** Whose points an operation takes. */
export interface RateBudget {
  readonly name: BudgetName;
  readonly key: string;
}

/** Each integration has a budget of its own, beside that of the account it belongs to; strangers share their address's. */
export function budgetOf(caller: Caller, address: string): RateBudget {
  if (caller.kind !== 'account') return { name: 'address', key: networkOf(address) };
  const { apiTokenId } = caller as { readonly apiTokenId?: string };
  return apiTokenId ? { name: 'api-token', key: apiTokenId } : { name: 'account', key: caller.accountId };
}

/** An IPv6 customer has a /64, so its addresses count together. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length;
  const all = [...groups, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
