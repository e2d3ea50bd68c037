import { AccountChanged, AccountDeleted, AccountServiceService } from '@vortex/contracts/auth';
import { DomainError } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { ownerPassword, startAuth } from './start-auth';

let auth: Awaited<ReturnType<typeof startAuth>>;
let tenantId: string;
beforeAll(async () => {
  auth = await startAuth();
  tenantId = (await auth.signIn('admin', ownerPassword)).account?.tenantId ?? '';
});
afterAll(() => auth.stop());

interface Caller {
  readonly tenantId?: string;
  readonly permissions?: readonly string[];
  readonly accountId?: string;
  readonly own?: boolean;
}
const as = (who: Caller = {}) =>
  auth.rpc.as({ role: 'x', tenantId, permissions: ['*'], ...who }, AccountServiceService);
const draft = (username: string, role = 'customer') => ({
  ...{ username, role, name: '', password: '', mustChangePassword: undefined },
});
const change = (id: string, over: { name?: string; role?: string; disabled?: boolean }) => ({
  ...{ id, name: undefined, role: undefined, disabled: undefined },
  ...over,
});
const violationsOf = async (attempt: Promise<unknown>) => {
  const failure = await attempt.catch((error: unknown) => error);
  return failure instanceof DomainError ? failure.violations.map(({ path }) => path) : failure;
};
const list = async (who: Caller, over: object = {}) => {
  const request = { role: '', disabled: undefined, search: '', sort: [], page: undefined, ...over };
  return (await as(who).listAccounts(request)).accounts.map(({ username }) => username);
};

describe('a new account', () => {
  it('gets a password made for it, told once, which it must change', async () => {
    const { account, password } = await as().createAccount(draft('new-one', 'support'));
    expect(account).toMatchObject({ username: 'new-one', role: 'support', disabled: false, mustChangePassword: true });
    expect((await auth.signIn('new-one', password)).account?.mustChangePassword).toBe(true);
    expect(Object.values(await as().getAccount({ id: account?.id ?? '' }))).not.toContain(password);
  });

  it('can be given a password, which the policy must like', async () => {
    const request = { ...draft('given'), password: ownerPassword, mustChangePassword: false };
    await expect(as().createAccount(request)).resolves.toMatchObject({ password: '' });
    expect((await auth.signIn('given', ownerPassword)).account?.mustChangePassword).toBe(false);
    expect(await violationsOf(as().createAccount({ ...request, username: 'weak', password: 'short' }))).toEqual([
      'password',
    ]);
  });

  it('is refused with every problem of its input', async () => {
    expect(await violationsOf(as().createAccount({ ...draft('with space', ''), name: 'a\u202eb' }))).toEqual([
      'username',
      'name',
      'role',
    ]);
    await expect(as().createAccount(draft('x1', 'no-such-role'))).rejects.toHaveCode('role_not_found');
    await expect(as().createAccount(draft('ADMIN'))).rejects.toHaveCode('username_taken');
  });

  it('is never above its maker', async () => {
    const maker = { permissions: ['auth.account.write', 'core.user.read', 'core.user.credentials'] };
    await expect(as(maker).createAccount(draft('climber', 'owner'))).rejects.toHaveCode('beyond_own_rights');
    await expect(as(maker).createAccount(draft('climber', 'support'))).rejects.toHaveCode('beyond_own_rights');
    await expect(as(maker).createAccount(draft('below'))).resolves.toBeDefined();
    await expect(auth.signIn('climber', ownerPassword)).rejects.toHaveCode('wrong_credentials');
  });
});

describe('changing an account', () => {
  it('tells the others, ends what it must, and leaves the audit to auth', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { tokens } = await auth.signedIn(ann);
    const changed = await as().updateAccount(change(ann.id, { name: 'Ann', disabled: true }));
    expect(changed).toMatchObject({ name: 'Ann', disabled: true, role: 'customer', revision: 2n });
    await eventually(() => auth.events.of(AccountChanged).some(({ accountId }) => accountId === ann.id));
    await expect(auth.signIn('ann', ownerPassword)).rejects.toHaveCode('account_disabled');
    await expect(auth.signIn('ann', 'a wrong password')).rejects.toHaveCode('wrong_credentials');
    const refreshed = auth.rpc.as('anonymous').refreshTokens({ refreshToken: tokens.refreshToken, clientAddress: '' });
    await expect(refreshed).rejects.toHaveCode('unauthenticated');
    await as().updateAccount(change(ann.id, { disabled: false }));
    await expect(auth.signIn('ann', ownerPassword)).resolves.toBeDefined();
  });

  it('never raises it above the one who does it, nor touches one with more rights', async () => {
    const helper = { permissions: ['auth.account.*', 'core.user.read', 'core.user.credentials'] };
    const low = await auth.given.account({ username: 'low' });
    const high = await auth.given.account({ username: 'high', role: 'admin' });
    await expect(as(helper).updateAccount(change(low.id, { role: 'admin' }))).rejects.toHaveCode('beyond_own_rights');
    await expect(as(helper).updateAccount(change(high.id, { disabled: true }))).rejects.toHaveCode('beyond_own_rights');
    await expect(as(helper).deleteAccount({ id: high.id })).rejects.toHaveCode('beyond_own_rights');
    await expect(as(helper).resetPassword({ id: high.id })).rejects.toHaveCode('beyond_own_rights');
    await expect(as(helper).updateAccount(change(low.id, { name: 'Lo' }))).resolves.toMatchObject({ name: 'Lo' });
  });

  it('locks nobody out: not the caller, not the last owner', async () => {
    const { accounts } = await as().listAccounts({
      ...{ role: 'owner', disabled: undefined, search: '', sort: [], page: undefined },
    });
    const id = accounts[0]?.id ?? '';
    await expect(as().updateAccount(change(id, { disabled: true }))).rejects.toHaveCode('last_owner');
    await expect(as().updateAccount(change(id, { role: 'admin' }))).rejects.toHaveCode('last_owner');
    await expect(as().deleteAccount({ id })).rejects.toHaveCode('last_owner');
    await expect(as({ accountId: id }).deleteAccount({ id })).rejects.toHaveCode('own_account');
    await expect(as({ accountId: id }).updateAccount(change(id, { disabled: true }))).rejects.toHaveCode('own_account');
  });

  it('leaves an owner when two are taken at the same time', async () => {
    const tenant = await auth.given.tenant();
    const heads = await Promise.all(
      ['one', 'two'].map((username) => auth.given.account({ username, role: 'reseller', tenantId: tenant })),
    );
    const taken = heads.map(({ id }) => as({ tenantId: tenant }).updateAccount(change(id, { disabled: true })));
    const outcomes = await Promise.allSettled(taken);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toHaveCode('last_owner');
  });

  it('replaces a forgotten password', async () => {
    const eve = await auth.given.account({ username: 'eve' });
    const { account, password } = await as().resetPassword({ id: eve.id });
    expect(account).toMatchObject({ mustChangePassword: true });
    await expect(auth.signIn('eve', ownerPassword)).rejects.toHaveCode('wrong_credentials');
    await expect(auth.signIn('eve', password)).resolves.toBeDefined();
  });

  it('deletes it with its sessions', async () => {
    const gone = await auth.given.account({ username: 'gone' });
    await as().deleteAccount({ id: gone.id });
    await eventually(() => auth.events.of(AccountDeleted).some(({ accountId }) => accountId === gone.id));
    await expect(as().getAccount({ id: gone.id })).rejects.toHaveCode('account_not_found');
    await expect(auth.signIn('gone', ownerPassword)).rejects.toHaveCode('wrong_credentials');
  });
});

describe('accounts', () => {
  it('are found, sorted and read page by page', async () => {
    const tenant = await auth.given.tenant();
    for (const [username, role] of Object.entries({ carl: 'support', alice: 'customer', Bob: 'customer' })) {
      await auth.given.account({ username, role, tenantId: tenant });
    }
    const who = { tenantId: tenant };
    const byName = [{ field: 'username', descending: false }];
    expect(await list(who)).toEqual(['Bob', 'alice', 'carl']);
    expect(await list(who, { sort: byName })).toEqual(['alice', 'Bob', 'carl']);
    expect(await list(who, { role: 'customer', sort: byName })).toEqual(['alice', 'Bob']);
    expect(await list(who, { search: 'LI' })).toEqual(['alice']);
    expect(await list(who, { disabled: true })).toEqual([]);
    const page = { first: 2, after: '', last: 0, before: '', withTotal: true };
    const first = await as(who).listAccounts({ role: '', disabled: undefined, search: '', sort: byName, page });
    expect(first.page).toMatchObject({ hasNextPage: true, totalCount: 3n });
    expect(await list(who, { sort: byName, page: { ...page, after: first.page?.cursors.at(-1) ?? '' } })).toEqual([
      'carl',
    ]);
    const sort = [{ field: 'hash', descending: false }];
    expect(await violationsOf(list(who, { sort }))).toEqual(['sort[0].field']);
  });

  it('of another tenant are not there: not to see, change, delete, nor give a password', async () => {
    const foreign = { tenantId: await auth.given.tenant() };
    const bob = await auth.given.account({ username: 'bob' });
    expect(await list(foreign)).toEqual([]);
    expect(await list(foreign, { search: 'bob' })).toEqual([]);
    const { id } = bob;
    const attempts = [
      as(foreign).getAccount({ id }),
      as(foreign).updateAccount(change(id, { disabled: true })),
      as(foreign).deleteAccount({ id }),
      as(foreign).resetPassword({ id }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toHaveCode('account_not_found');
    await expect(auth.signIn('bob', ownerPassword)).resolves.toBeDefined();
  });

  it('who see only their own see themselves', async () => {
    const self = await auth.given.account({ username: 'self' });
    expect(await list({ own: true, accountId: self.id })).toEqual(['self']);
    await expect(as({ own: true }).getAccount({ id: self.id })).rejects.toHaveCode('account_not_found');
  });

  it('are as many as the tenant may have, also when many are made at once', async () => {
    const tenant = await auth.given.tenant({ mostAccounts: 2 });
    const names = Array.from({ length: 5 }, (_, n) => `limited-${n}`);
    const made = await Promise.allSettled(names.map((name) => as({ tenantId: tenant }).createAccount(draft(name))));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const refused = made.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toHaveCode('too_many_accounts');
  });
});
