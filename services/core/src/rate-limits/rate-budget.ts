import { type Caller, networkOf } from '@vortex/kit';

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
