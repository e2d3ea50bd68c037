import { AuthServiceService, TenantChanged, TenantDeleted, TenantServiceService } from '@vortex/contracts/auth';
import { DomainError } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { decodeJwt } from 'jose';
import { loginOf, ownerPassword, startAuth } from './start-auth';

let auth: Awaited<ReturnType<typeof startAuth>>;
let operatorId: string;
beforeAll(async () => {
  auth = await startAuth();
  operatorId = (await auth.signIn('admin', ownerPassword)).account?.tenantId ?? '';
});
afterAll(() => auth.stop());

const as = (who: { tenantId?: string; operator?: boolean; permissions?: readonly string[] } = {}) =>
  auth.rpc.as({ role: 'x', tenantId: operatorId, operator: true, permissions: ['*'], ...who }, TenantServiceService);
const draft = (slug: string) => ({
  ...{ slug, name: 'A Reseller', zone: 'Europe/Berlin', limits: { mostUsers: 10, mostAccounts: undefined } },
  ...{ ownerUsername: 'head', ownerPassword: '' },
});
const login = (tenant: string, password: string) =>
  auth.rpc.as('anonymous', AuthServiceService).login(loginOf({ tenant, username: 'head', password }));
const list = async (who: Parameters<typeof as>[0], over: object = {}) => {
  const { tenants } = await as(who).listTenants({
    suspended: undefined,
    search: '',
    sort: [],
    page: undefined,
    ...over,
  });
  return tenants.map(({ slug }) => slug);
};

describe('a tenant', () => {
  it('is made with the account that runs it, and no more rights than a reseller has', async () => {
    const { tenant, owner, password } = await as().createTenant(draft('first'));
    expect(tenant).toMatchObject({ slug: 'first', zone: 'Europe/Berlin', suspended: false, operator: false });
    expect(tenant?.limits).toMatchObject({ mostUsers: 10 });
    expect(owner).toMatchObject({ username: 'head', role: 'reseller', tenantId: tenant?.id, mustChangePassword: true });
    const { accessToken } = await login('first', password);
    expect(decodeJwt(accessToken)).toMatchObject({ tid: tenant?.id, operator: false });
    await eventually(() => auth.events.of(TenantChanged).some(({ tenantId }) => tenantId === tenant?.id));
  });

  it('is told of from the first start on: the operator is one', async () => {
    await eventually(() => auth.events.of(TenantChanged).some(({ slug }) => slug === 'operator'));
    expect(await as().getTenant({ id: operatorId })).toMatchObject({ slug: 'operator', operator: true, zone: 'UTC' });
  });

  it('is refused with every problem of its input, and when there is one of that name', async () => {
    const bad = { ...draft('Not A Slug'), name: ' ', zone: 'Mars/Olympus', ownerUsername: '' };
    const failure = await as()
      .createTenant({ ...bad, limits: { mostUsers: -1, mostAccounts: undefined } })
      .catch((error: unknown) => error);
    const paths = failure instanceof DomainError ? failure.violations.map(({ path }) => path) : failure;
    expect(paths).toEqual(['slug', 'name', 'zone', 'limits.mostUsers', 'ownerUsername']);
    await expect(as().createTenant(draft('operator'))).rejects.toHaveCode('tenant_slug_taken');
    await as().createTenant(draft('twice'));
    await expect(as().createTenant(draft('twice'))).rejects.toHaveCode('tenant_slug_taken');
  });

  it.each([['+02:00'], ['Mars/Olympus'], ['europe'], ['']])('has a real zone, not %j', async (zone) => {
    const change = { id: operatorId, name: undefined, zone, limits: undefined };
    await expect(as().updateTenant(change)).rejects.toHaveCode('invalid_input');
  });

  it('is changed, and what is not mentioned stays', async () => {
    const id = (await as().createTenant(draft('changing'))).tenant?.id ?? '';
    const named = await as().updateTenant({ id, name: 'New', zone: undefined, limits: undefined });
    expect(named).toMatchObject({ name: 'New', zone: 'Europe/Berlin', limits: { mostUsers: 10 }, revision: 2n });
    const limits = { mostUsers: undefined, mostAccounts: 3 };
    const limited = await as().updateTenant({ id, name: undefined, zone: 'Asia/Tehran', limits });
    expect(limited).toMatchObject({ name: 'New', zone: 'Asia/Tehran', limits: { mostAccounts: 3 } });
    expect(limited.limits?.mostUsers).toBeUndefined();
  });

  it('that is suspended lets nobody in and nobody stay, until it is resumed', async () => {
    const { tenant, password } = await as().createTenant(draft('late-payer'));
    const id = tenant?.id ?? '';
    const { refreshToken } = await login('late-payer', password);
    await expect(as().suspendTenant({ id })).resolves.toMatchObject({ suspended: true });
    await expect(login('late-payer', password)).rejects.toHaveCode('tenant_suspended');
    await expect(login('late-payer', 'a wrong password')).rejects.toHaveCode('wrong_credentials');
    const refresh = auth.rpc.as('anonymous', AuthServiceService).refreshTokens({ refreshToken, clientAddress: '' });
    await expect(refresh).rejects.toHaveCode('unauthenticated');
    await as().resumeTenant({ id });
    await expect(login('late-payer', password)).resolves.toBeDefined();
  });

  it('is deleted only when it is suspended, and the operator is neither', async () => {
    const { tenant, password } = await as().createTenant(draft('leaving'));
    const id = tenant?.id ?? '';
    await expect(as().deleteTenant({ id })).rejects.toHaveCode('tenant_not_suspended');
    await as().suspendTenant({ id });
    await as().deleteTenant({ id });
    await expect(as().getTenant({ id })).rejects.toHaveCode('tenant_not_found');
    await expect(login('leaving', password)).rejects.toHaveCode('wrong_credentials');
    await eventually(() => auth.events.of(TenantDeleted).some(({ tenantId }) => tenantId === id));
    await expect(as().suspendTenant({ id: operatorId })).rejects.toHaveCode('operator_tenant');
    await expect(as().deleteTenant({ id: operatorId })).rejects.toHaveCode('operator_tenant');
  });
});

describe('tenants', () => {
  it("are the operator's to see and change, whatever a role of another tenant says", async () => {
    const id = (await as().createTenant(draft('outsider'))).tenant?.id ?? '';
    const outsider = { tenantId: id, operator: false };
    expect(await list(outsider)).toEqual(['outsider']);
    await expect(as(outsider).getTenant({ id: operatorId })).rejects.toHaveCode('tenant_not_found');
    const refused = [
      as(outsider).createTenant(draft('sub')),
      as(outsider).updateTenant({ id, name: 'x', zone: undefined, limits: undefined }),
      as(outsider).suspendTenant({ id: operatorId }),
      as(outsider).deleteTenant({ id }),
    ];
    for (const attempt of refused) await expect(attempt).rejects.toHaveCode('operator_only');
    await expect(as({ permissions: ['auth.tenant.read'] }).suspendTenant({ id })).rejects.toHaveCode(
      'permission_missing',
    );
  });

  it('are found and sorted', async () => {
    await as().createTenant(draft('zebra'));
    const bySlug = [{ field: 'slug', descending: true }];
    expect((await list({}, { sort: bySlug }))[0]).toBe('zebra');
    expect(await list({}, { search: 'ZEB' })).toEqual(['zebra']);
    expect(await list({}, { suspended: true })).toEqual([]);
  });
});
