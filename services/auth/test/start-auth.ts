import { AuthServiceService, type AuthTokens } from '@vortex/contracts/auth';
import { newId, type TenantId } from '@vortex/kit';
import { type HarnessOptions, type ServiceHarness, startService } from '@vortex/testing';
import { auth } from '../src';
import { type Account, newAccount } from '../src/accounts/account';
import { AccountRepository } from '../src/accounts/account.repository';
import type { Role } from '../src/accounts/role';
import { PasswordHasher } from '../src/passwords/password-hasher.service';
import { PasswordRepository } from '../src/passwords/password.repository';
import { TenantRepository } from '../src/tenants/tenant.repository';

export const ownerPassword = 'seven grey boats at dawn';
export const home = '203.0.113.7';

type Harness = ServiceHarness<typeof AuthServiceService>;

export interface Given {
  readonly username: string;
  readonly password?: string;
  readonly role?: Role;
  /** Default: the operator's. */
  readonly tenantId?: TenantId;
  readonly mustChangePassword?: boolean;
}

/** Auth with an owner, and ways to arrange the rest. */
export async function startAuth(options: HarnessOptions<typeof AuthServiceService> = {}) {
  const environment = { VORTEX_OWNER_PASSWORD: ownerPassword, ...options.environment };
  const harness = await startService(auth, { contract: AuthServiceService, ...options, environment });
  return {
    ...harness,
    signIn: (username: string, password: string, clientAddress = home): Promise<AuthTokens> =>
      harness.rpc.as('anonymous').login({ username, password, clientAddress }),
    /** A client for an account of the database. */
    as: ({ id, tenantId, role, mustChangePassword }: Account) =>
      harness.rpc.as({ accountId: id, tenantId, role, mustChangePassword, permissions: [] }),
    given: {
      tenant: () => givenTenant(harness),
      account: (account: Given) => givenAccount(harness, account),
    },
  };
}

async function givenTenant(harness: Harness): Promise<TenantId> {
  const id = newId<'tenant'>();
  await harness.get(TenantRepository).insert({ id, slug: id, createdAt: new Date() });
  return id;
}

async function givenAccount(harness: Harness, given: Given): Promise<Account> {
  const { username, role = 'customer', mustChangePassword = false, password = ownerPassword } = given;
  const tenantId = given.tenantId ?? (await harness.get(TenantRepository).operatorId());
  if (!tenantId) throw new Error('there is no operator');
  const account = newAccount({ tenantId, username, role, mustChangePassword }, new Date());
  await harness.get(AccountRepository).insert(account);
  const hash = await harness.get(PasswordHasher).hash(password);
  await harness.get(PasswordRepository).insert({ accountId: account.id, tenantId, hash, changedAt: new Date() });
  return account;
}
