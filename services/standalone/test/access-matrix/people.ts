import { eventually } from '@vortex/testing';
import { type Asker, ownerPassword, type Panel } from './panel';
import type { Place } from './places';
import { label } from './label';

export const password = 'nine red kites over the dunes';
export const resellerSlug = 'harbour';

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly account: { readonly id: string; readonly tenantId: string };
}

interface Made {
  readonly id: string;
  readonly username: string;
}

const loginText = `mutation ($input: LoginInput!) {
  login(input: $input) { accessToken refreshToken account { id tenantId } } }`;

/** The two tenants, and ways to have accounts in them. */
export class People {
  private constructor(
    private readonly panel: Panel,
    readonly owner: Asker,
    readonly operatorId: string,
    readonly resellerId: string,
    readonly reseller: Asker,
    /** A customer of the operator's. */
    readonly customer: Made,
  ) {}

  static async begin(panel: Panel): Promise<People> {
    const signIn = async (input: object): Promise<SignedIn> => panel.get({}, loginText, { input });
    const first = await signIn({ username: 'admin', password: ownerPassword });
    const owner = { token: first.accessToken };
    const text = 'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }';
    const head = { username: 'harbour-head', password, tenant: resellerSlug };
    const input = { slug: resellerSlug, name: 'Harbour', ownerUsername: head.username, ownerPassword: `${password}!` };
    const { tenant } = await panel.get<{ tenant: { id: string } }>(owner, text, { input });
    const { accessToken } = await signIn({ ...head, password: `${password}!` });
    const change = `mutation { changePassword(input: { currentPassword: "${password}!", newPassword: "${password}" }) {
      accessToken } }`;
    const changed = await panel.get<{ accessToken: string }>({ token: accessToken }, change);
    const customer = await createAccount(panel, owner, 'customer', false);
    return new People(panel, owner, first.account.tenantId, tenant.id, { token: changed.accessToken }, customer);
  }

  /** The owner, acting for the reseller's tenant. */
  get acting(): Asker {
    return { ...this.owner, tenant: resellerSlug };
  }

  /** Whoever runs the tenant that `place` is in. */
  headOf(place: Place): Asker {
    return place === 'reseller' ? this.reseller : this.owner;
  }

  signIn(username: string, tenant?: string): Promise<SignedIn> {
    return this.panel.get({}, loginText, { input: { username, password, tenant } });
  }

  createAccount(by: Asker, role: string, mustChangePassword = false): Promise<Made> {
    return createAccount(this.panel, by, role, mustChangePassword);
  }

  async createToken(by: Asker, accountId: string, scopes: readonly string[]) {
    const text = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } } }';
    const input = { name: label(), accountId, scopes };
    const made = await this.panel.get<{ secret: string; apiToken: { id: string } }>(by, text, { input });
    return { id: made.apiToken.id, secret: made.secret };
  }

  /** What a built-in role may do. */
  async permissionsOf(role: string): Promise<readonly string[]> {
    type Roles = readonly { name: string; permissions: readonly string[] }[];
    const roles = await this.panel.get<Roles>(this.owner, '{ roles { name permissions } }');
    return roles.find(({ name }) => name === role)?.permissions ?? [];
  }

  /** An account of a suspended tenant, signed in before that. */
  async suspended(): Promise<{ readonly token: string; readonly tenantId: string }> {
    const text = 'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }';
    const input = { slug: 'closed', name: 'Closed', ownerUsername: 'closed-head' };
    const { tenant } = await this.panel.get<{ tenant: { id: string } }>(this.owner, text, { input });
    const { username } = await this.createAccount({ ...this.owner, tenant: 'closed' }, 'reseller');
    const { accessToken } = await this.signIn(username, 'closed');
    await this.panel.get(this.owner, 'mutation ($id: ID!) { suspendTenant(id: $id) { id } }', { id: tenant.id });
    // The revocation reaches every service within seconds.
    await eventually(async () => (await this.panel.ask({ token: accessToken }, '{ me { id } }')).errors !== undefined);
    return { token: accessToken, tenantId: tenant.id };
  }
}

async function createAccount(panel: Panel, by: Asker, role: string, mustChangePassword: boolean): Promise<Made> {
  const username = `${role}-${label()}`;
  const text = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }';
  const input = { username, role, password, mustChangePassword };
  const { account } = await panel.get<{ account: { id: string } }>(by, text, { input });
  return { id: account.id, username };
}
