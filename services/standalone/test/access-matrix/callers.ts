import type { Leaks } from './leaks';
import type { Asker } from './panel';
import { type People, resellerSlug } from './people';
import type { Caller, Place } from './places';

type Standing = Omit<Caller, 'name' | 'token' | 'twin'>;

/** Everybody the matrix has a column for. */
export async function callersOf(people: People, leaks: Leaks): Promise<readonly Caller[]> {
  const { owner, acting, reseller, operatorId, resellerId } = people;
  const nothing = { seesTenants: false, seesSecrets: [] };
  const atOperator = {
    ...nothing,
    tenantId: operatorId,
    sees: ['operator', 'customer', 'shared'],
    own: 'operator',
  } as const;
  const atReseller = { ...nothing, tenantId: resellerId, sees: ['reseller', 'shared'], own: 'reseller' } as const;
  const ofCustomer = { ...atOperator, sees: ['customer', 'shared'], own: 'customer' } as const;
  const powerful = { ...atOperator, seesTenants: true, seesSecrets: ['operator', 'customer', 'shared'] } as const;

  const signedIn = async (by: Asker, role: string, place: Place, mustChange = false): Promise<Asker> => {
    const { username } = await people.createAccount(by, role, mustChange);
    const tenant = place === 'reseller' ? resellerSlug : undefined;
    const { accessToken, account } = await people.signIn(username, tenant);
    leaks.belongs(place, account.id);
    return { token: accessToken };
  };
  const person = async (name: string, by: Asker, role: string, standing: Standing, mustChange = false) => {
    const twin = () => signedIn(by, role, standing.own, mustChange);
    return { name, ...standing, twin, token: (await twin()).token ?? '' };
  };
  const tokenOf = async (accountId: string, scopes: readonly string[], place: Place): Promise<Asker> => {
    const { id, secret } = await people.createToken(owner, accountId, scopes);
    leaks.belongs(place, [id, accountId]);
    return { token: secret };
  };
  const program = async (
    name: string,
    role: string,
    scopes: readonly string[],
    standing: Standing,
    account?: string,
  ) => {
    const twin = async () => tokenOf((await people.createAccount(owner, role)).id, scopes, standing.own);
    const first = account ? await tokenOf(account, scopes, standing.own) : await twin();
    return { name, ...standing, twin, token: first.token ?? '' };
  };

  const suspended = await people.suspended();
  const customer = await people.signIn(people.customer.username);
  leaks.belongs('customer', customer.account.id);
  const scopes = {
    customer: await people.permissionsOf('customer'),
    integrator: await people.permissionsOf('integrator'),
  };
  return [
    { name: 'anonymous', token: '', ...atOperator, twin: async () => ({}) },
    { name: 'owner', token: owner.token ?? '', ...powerful, twin: () => signedIn(owner, 'owner', 'operator') },
    await person('admin', owner, 'admin', powerful),
    await person('support', owner, 'support', { ...atOperator, seesTenants: true }),
    {
      ...{ name: 'customer', token: customer.accessToken, ...ofCustomer },
      twin: () => signedIn(owner, 'customer', 'customer'),
    },
    await program("customer's token", 'customer', scopes.customer, ofCustomer, people.customer.id),
    await program('integrator', 'integrator', scopes.integrator, atOperator),
    await program('integrator, hosts only', 'integrator', ['core.host.read'], atOperator),
    {
      ...{ name: 'reseller', token: reseller.token ?? '', ...atReseller },
      twin: () => signedIn(reseller, 'reseller', 'reseller'),
    },
    await person("reseller's admin", acting, 'admin', atReseller),
    {
      ...{ name: 'owner for reseller', token: owner.token ?? '', tenant: resellerSlug, ...atReseller },
      ...{ seesTenants: true, seesSecrets: ['reseller'] },
      twin: async () => ({ ...(await signedIn(owner, 'owner', 'operator')), tenant: resellerSlug }),
    },
    await person('password to change', owner, 'admin', atOperator, true),
    { name: 'suspended', ...suspended, ...nothing, sees: [], own: 'reseller', twin: async () => suspended },
  ];
}
