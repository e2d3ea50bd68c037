import { rpcPolicies } from '@vortex/contracts/catalog';
import { AuditServiceService, RoleServiceService } from '@vortex/contracts/auth';
import { DomainError } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { decodeJwt } from 'jose';
import { allPermissions } from '../src/roles/permission-catalogue';
import { ownerPassword, startAuth } from './start-auth';

let auth: Awaited<ReturnType<typeof startAuth>>;
beforeAll(async () => (auth = await startAuth()));
afterAll(() => auth.stop());

const operator = () => auth.signIn('admin', ownerPassword).then(({ account }) => account?.tenantId ?? '');
const as = (who: { tenantId?: string; permissions?: readonly string[]; own?: boolean; accountId?: string }) =>
  auth.rpc.as({ role: 'custom', permissions: ['*'], ...who }, RoleServiceService);
const given = (name: string, permissions: string[]) => ({ name, description: '', ownRowsOnly: false, permissions });

describe('what an account may do', () => {
  const claims = async (role: string, tenantId?: string) => {
    const username = `${role}-${tenantId ?? 'operator'}`;
    await auth.given.account({ username, role, ...(tenantId ? { tenantId: tenantId as never } : {}) });
    const { tokens } = await auth.signedIn(
      await auth.given.account({
        username: `${username}-2`,
        role,
        ...(tenantId ? { tenantId: tenantId as never } : {}),
      }),
    );
    return decodeJwt(tokens.accessToken) as { perms: string[]; own: boolean; operator: boolean };
  };

  it('is what the table says of its role', async () => {
    expect(await claims('owner')).toMatchObject({ perms: ['*'], own: false, operator: true });
    const support = await claims('support');
    expect(support.perms).toEqual(expect.arrayContaining(['auth.audit.read', 'core.user.update', 'nodes.server.read']));
    expect(support.perms).not.toEqual(expect.arrayContaining(['core.user.delete']));
    expect(await claims('customer')).toMatchObject({ perms: ['core.user.credentials', 'core.user.read'], own: true });
  });

  it('is nothing for a role that nobody knows', async () => {
    expect(await claims('made-up')).toMatchObject({ perms: [], own: true });
  });

  it.each(['owner', 'admin'])('of another tenant is never more than a reseller may, even as %s', async (role) => {
    const tenantId = await auth.given.tenant();
    const reseller = await claims('reseller', tenantId);
    const { perms, operator: isOperator } = await claims(role, tenantId);
    expect(isOperator).toBe(false);
    expect(perms.filter((name) => !reseller.perms.includes(name))).toEqual([]);
    expect(perms).not.toContain('auth.tenant.act');
    expect(perms).toContain('core.user.create');
  });
});

describe('the catalogue of permissions', () => {
  it('holds everything a method asks for', () => {
    const words = ['public', 'authenticated', 'service', 'agent'];
    const asked = Object.values(rpcPolicies).map(({ permission }) => permission ?? 'service');
    expect(asked.filter((name) => !words.includes(name) && !allPermissions.includes(name))).toEqual([]);
  });

  it('says what each is for', async () => {
    const { permissions } = await as({}).listPermissions({});
    expect(permissions).toContainEqual({ name: 'auth.audit.read', description: 'See who changed what.' });
  });
});

describe('a custom role', () => {
  it('is made, changed and deleted within its tenant, which the audit knows', async () => {
    const tenantId = await auth.given.tenant();
    const role = await as({ tenantId }).createRole(given('night-shift', ['core.user.update', 'core.user.read']));
    expect(role).toMatchObject({
      name: 'night-shift',
      builtIn: false,
      permissions: ['core.user.read', 'core.user.update'],
    });
    const { id } = role;
    const changed = await as({ tenantId }).updateRole({ id, permissions: { names: ['core.user.read'] } });
    expect(changed).toMatchObject({ permissions: ['core.user.read'], description: '', revision: 2n });
    expect((await as({ tenantId }).listRoles({})).roles.map(({ name }) => name)).toContain('night-shift');
    await as({ tenantId }).deleteRole({ id });
    expect((await as({ tenantId }).listRoles({})).roles.map(({ name }) => name)).not.toContain('night-shift');
    const audit = auth.rpc.as({ tenantId, permissions: ['*'] }, AuditServiceService);
    await eventually(async () => {
      const { entries } = await audit.listAuditEntries(everything);
      expect(entries.map(({ action }) => action)).toEqual(['auth.role.delete', 'auth.role.update', 'auth.role.create']);
      const oldestFirst = { ...everything, sort: [{ field: 'createdAt', descending: false }] };
      const turned = (await audit.listAuditEntries(oldestFirst)).entries;
      expect(turned.map(({ id }) => id)).toEqual(entries.map(({ id }) => id).reverse());
      expect(entries[1]).toMatchObject({
        beforeJson: '{"permissions":["core.user.read","core.user.update"]}',
        afterJson: '{"permissions":["core.user.read"]}',
        clientAddress: '203.0.113.7',
        subject: { kind: 'role', ids: [id], name: 'night-shift' },
      });
    });
  });

  it('cannot give what its maker may not do', async () => {
    const maker = { tenantId: await auth.given.tenant(), permissions: ['auth.role.*', 'core.user.read'] };
    const escalation = as(maker).createRole(given('escalation', ['core.user.read', 'core.user.delete']));
    await expect(escalation).rejects.toHaveCode('beyond_own_rights');
    const { id } = await as(maker).createRole(given('fair', ['core.user.read']));
    const more = as(maker).updateRole({ id, permissions: { names: ['auth.role.write', 'auth.account.write'] } });
    await expect(more).rejects.toHaveCode('permission_denied');
    await expect(as({ ...maker, own: true }).createRole(given('all-rows', ['core.user.read']))).rejects.toHaveCode(
      'beyond_own_rights',
    );
    expect((await as(maker).listRoles({})).roles.find((role) => role.id === id)?.permissions).toEqual([
      'core.user.read',
    ]);
  });

  it('that allows more than somebody may do cannot be touched by them', async () => {
    const tenantId = await auth.given.tenant();
    const { id } = await as({ tenantId }).createRole(given('strong', ['core.user.delete']));
    const weak = as({ tenantId, permissions: ['auth.role.*'] });
    await expect(weak.updateRole({ id, permissions: { names: [] } })).rejects.toHaveCode('beyond_own_rights');
    await expect(weak.deleteRole({ id })).rejects.toHaveCode('beyond_own_rights');
  });

  it("is not another tenant's to see, change, delete or give", async () => {
    const tenantId = await auth.given.tenant();
    const { id } = await as({ tenantId }).createRole(given('ours', ['core.user.read']));
    const stranger = as({ tenantId: await auth.given.tenant() });
    expect((await stranger.listRoles({})).roles.map(({ name }) => name)).not.toContain('ours');
    await expect(stranger.updateRole({ id, description: 'theirs', permissions: undefined })).rejects.toHaveCode(
      'role_not_found',
    );
    await expect(stranger.deleteRole({ id })).rejects.toHaveCode('role_not_found');
  });

  it('is not built in, and built-in ones stay as they are', async () => {
    const { roles } = await as({}).listRoles({});
    expect(roles.map(({ name }) => name)).toEqual(['owner', 'admin', 'support', 'reseller', 'customer', 'integrator']);
    const id = roles[1]?.id ?? '';
    await expect(as({}).updateRole({ id, description: 'x', permissions: undefined })).rejects.toHaveCode(
      'role_built_in',
    );
    await expect(as({}).deleteRole({ id })).rejects.toHaveCode('role_built_in');
    const tenantId = await auth.given.tenant();
    await expect(as({ tenantId }).createRole(given('admin', []))).rejects.toHaveCode('role_name_taken');
  });

  it('is refused with every problem of its input', async () => {
    const failure = await as({})
      .createRole({ ...given('Night Shift', []), description: 'a\nb' })
      .catch((error: unknown) => error);
    const violations = failure instanceof DomainError ? failure.violations.map(({ path }) => path) : [];
    expect(violations).toEqual(['name', 'description']);
    const unknown = await as({ tenantId: await auth.given.tenant() })
      .createRole(given('x2', ['core.user.read', 'core.user.rule', '*']))
      .catch((error: unknown) => error);
    expect(unknown instanceof DomainError && unknown.violations.map(({ path }) => path)).toEqual([
      'permissions[1]',
      'permissions[2]',
    ]);
  });

  it('stays while somebody has it, and what it takes away ends tokens of before', async () => {
    const tenantId = await operator();
    const { id } = await as({ tenantId }).createRole(given('temporary', ['auth.role.read', 'core.user.read']));
    const ann = await auth.given.account({ username: 'ann', role: 'temporary' });
    const { tokens } = await auth.signedIn(ann);
    await expect(as({ tenantId }).deleteRole({ id })).rejects.toHaveCode('role_in_use');
    await as({ tenantId }).updateRole({ id, permissions: { names: ['core.user.read'] } });
    const again = await auth.signIn('ann', ownerPassword);
    const revisions = [tokens, again].map(({ accessToken }) => Number(decodeJwt(accessToken)['rev']));
    expect(revisions[1]).toBeGreaterThan(revisions[0] ?? 0);
    expect(decodeJwt(again.accessToken)['perms']).toEqual(['core.user.read']);
  });

  it('needs the permission, also of whoever acts for the tenant', async () => {
    const { rpc } = auth;
    const request = given('nobody', []);
    await expect(as({ permissions: ['auth.role.read'] }).createRole(request)).rejects.toHaveCode('permission_missing');
    await expect(rpc.as('anonymous', RoleServiceService).listRoles({})).rejects.toHaveCode('unauthenticated');
    const actingFor = await auth.given.tenant();
    const actor = {
      permissions: ['auth.tenant.act', 'auth.role.*'],
      operator: true,
      tenantId: await operator(),
      actingFor,
    };
    const { name } = await rpc.as(actor, RoleServiceService).createRole(given('by-operator', []));
    expect((await as({ tenantId: actingFor }).listRoles({})).roles.map((role) => role.name)).toContain(name);
  });
});

const everything = {
  ...{ actorId: '', action: '', subjectKind: '', subjectId: '', search: '', sort: [] },
  ...{ from: undefined, to: undefined, page: undefined },
};
