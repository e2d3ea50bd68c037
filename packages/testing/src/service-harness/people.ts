import { newId } from '@vortex/kit';
import type { TestAccount } from './access-tokens';

/**
 * Who a test calls as: `owner` (every permission), `anonymous`, any other name (an account without permissions and with a
 * tenant of its own: another customer), an account described, or a service.
 */
export type Who = string | Partial<TestAccount> | { readonly service: string };

/** The accounts of one test, by name: `ann` is the same person at every call. */
export class People {
  private readonly byName = new Map<string, TestAccount>();

  account(name: string): TestAccount {
    const known = this.byName.get(name);
    if (known) return known;
    const account = describe(name === 'owner' ? { role: 'owner', permissions: ['*'] } : { role: 'customer' });
    this.byName.set(name, account);
    return account;
  }

  /** Undefined for the anonymous. */
  find(who: string | Partial<TestAccount>): TestAccount | undefined {
    if (who === 'anonymous') return undefined;
    return typeof who === 'string' ? this.account(who) : describe(who);
  }
}

function describe(account: Partial<TestAccount>): TestAccount {
  return {
    accountId: newId(),
    tenantId: newId(),
    sessionId: newId(),
    role: 'customer',
    permissions: [],
    mustChangePassword: false,
    own: false,
    operator: account.role === 'owner',
    ...account,
  };
}
