import { AuthServiceService, type AuthTokens, type LoginRequest, SessionKind } from '@vortex/contracts/auth';
import { newId, type TenantId } from '@vortex/kit';
import { decodeJwt } from 'jose';
import { type HarnessOptions, type ServiceHarness, startService } from '@vortex/testing';
import { auth } from '../src';
import { type Account, newAccount } from '../src/accounts/account';
import { AccountRepository } from '../src/accounts/account.repository';
import { PasswordHasher } from '../src/passwords/password-hasher.service';
import { PasswordRepository } from '../src/passwords/password.repository';
import { newTenant, type Tenant } from '../src/tenants/tenant';
import { TenantRepository } from '../src/tenants/tenant.repository';

export const ownerPassword = 'seven grey boats at dawn';
export const home = '203.0.113.7';

type Harness = ServiceHarness<typeof AuthServiceService>;

export interface Given {
  readonly username: string;
  readonly password?: string;
  readonly role?: string;
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
      harness.rpc.as('anonymous').login(loginOf({ username, password, clientAddress })),
    /** A client for an account of the database. */
    as: ({ id, tenantId, role, mustChangePassword }: Account) =>
      harness.rpc.as({ accountId: id, tenantId, role, mustChangePassword, permissions: [] }),
    /** A client for an account of the database, with a session that is really its own. */
    signedIn: async (account: Account) => {
      const { id, tenantId, role, mustChangePassword, username } = account;
      const tenant = await harness.get(TenantRepository).operatorId();
      const login = loginOf({ username, password: ownerPassword, tenant: tenant === tenantId ? '' : tenantId });
      const tokens = await harness.rpc.as('anonymous').login(login);
      const sessionId = String(decodeJwt(tokens.accessToken)['sid']);
      const who = { accountId: id, tenantId, role, mustChangePassword, permissions: [], sessionId };
      return { rpc: harness.rpc.as(who), who, tokens };
    },
    given: {
      tenant: (tenant: Partial<Tenant> = {}) => givenTenant(harness, tenant),
      account: (account: Given) => givenAccount(harness, account),
    },
  };
}

/** A request to sign in as a program of the operator's. */
export function loginOf(given: Partial<LoginRequest>): LoginRequest {
  const kind = SessionKind.API;
  return { username: '', password: '', clientAddress: home, tenant: '', userAgent: 'test', kind, ...given };
}

async function givenTenant(harness: Harness, tenant: Partial<Tenant>): Promise<TenantId> {
  const id = newId<'tenant'>();
  await harness.get(TenantRepository).insert(newTenant({ id, slug: id, ...tenant }, new Date()));
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
