import { TenantServiceService } from '@vortex/contracts/auth';
import { startAuth } from './start-auth';

describe('acting for another tenant', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let reseller: string;
  beforeAll(async () => {
    auth = await startAuth();
    reseller = await auth.given.tenant();
  });
  afterAll(() => auth.stop());

  const as = (who: { operator: boolean; permissions: readonly string[]; actingFor?: string }) =>
    auth.rpc.as(who, TenantServiceService);
  const actor = { operator: true, permissions: ['auth.tenant.act'] };

  it('begins with finding the tenant by its slug or id', async () => {
    await expect(as(actor).resolveTenant({ tenant: reseller })).resolves.toEqual({ id: reseller });
    const { id } = await as(actor).resolveTenant({ tenant: 'operator' });
    await expect(as(actor).resolveTenant({ tenant: id })).resolves.toEqual({ id });
    await expect(as(actor).resolveTenant({ tenant: 'nobody' })).rejects.toHaveCode('tenant_not_found');
  });

  it('is refused by the service itself to accounts of another tenant and without the permission', async () => {
    const request = { tenant: 'operator' };
    const actingFor = reseller;
    await expect(as({ ...actor, operator: false, actingFor }).resolveTenant(request)).rejects.toHaveCode(
      'permission_denied',
    );
    await expect(as({ ...actor, permissions: [], actingFor }).resolveTenant(request)).rejects.toHaveCode(
      'permission_denied',
    );
    await expect(as({ ...actor, actingFor }).resolveTenant(request)).resolves.toBeDefined();
  });

  it('leaves an account what is its own', async () => {
    const ann = await auth.given.account({ username: 'ann', role: 'admin' });
    const { id: accountId, tenantId, role } = ann;
    const client = auth.rpc.as({ ...actor, accountId, tenantId, role, actingFor: reseller });
    await expect(client.getOwnAccount({})).resolves.toMatchObject({ username: 'ann', tenantId });
  });
});
