import { AccountServiceService, ApiTokenServiceService, RoleServiceService } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { DomainError, systemClock } from '@vortex/kit';
import { decodeJwt } from 'jose';
import { ownerPassword, startAuth } from './start-auth';

const dayMs = 24 * 60 * 60_000;
let nowMs = 0;
/** Time of the machine, and as much later as a test says. */
const clock = {
  now: () => new Date(systemClock.now().getTime() + nowMs),
  monotonic: () => systemClock.monotonic() + nowMs,
};

let auth: Awaited<ReturnType<typeof startAuth>>;
let tenantId: string;
let adminId: string;
beforeAll(async () => {
  auth = await startAuth({ clock });
  const { account } = await auth.signIn('admin', ownerPassword);
  tenantId = account?.tenantId ?? '';
  adminId = account?.id ?? '';
});
beforeEach(() => (nowMs = 0));
afterAll(() => auth.stop());

interface Caller {
  readonly tenantId?: string;
  readonly accountId?: string;
  readonly permissions?: readonly string[];
  readonly own?: boolean;
}
const as = (who: Caller = {}) =>
  auth.rpc.as({ role: 'x', tenantId, accountId: adminId, permissions: ['*'], ...who }, ApiTokenServiceService);
const draft = (scopes: string[], accountId = '', expiresAt?: Date) => ({ name: 'sync', scopes, expiresAt, accountId });
const exchange = (apiToken: string) => auth.rpc.as('anonymous', ApiTokenServiceService).exchangeApiToken({ apiToken });
const claimsOf = async (apiToken: string) => decodeJwt((await exchange(apiToken)).accessToken);
const everything = { accountId: '', search: '', sort: [], page: undefined };
const list = async (who: Caller, accountId = '') => (await as(who).listApiTokens({ ...everything, accountId })).tokens;

describe('an API token', () => {
  it('is exchanged for an access token that can do what its scopes say, and no more', async () => {
    const { token, apiToken } = await as().createApiToken(draft(['core.user.read', 'core.user.create']));
    expect(apiToken).toMatch(/^vxp_[\w-]{83}$/);
    const claims = await claimsOf(apiToken);
    expect(claims).toMatchObject({
      sub: adminId,
      sid: token?.id,
      perms: ['core.user.read', 'core.user.create'],
      mcp: false,
    });
  });

  it('is told once and kept as a digest', async () => {
    const { apiToken } = await as().createApiToken(draft(['core.user.read']));
    const secret = apiToken.slice(36, 79);
    const rows = await auth.get(Database).sql.query<{ text: string }>('SELECT t::text AS text FROM api_token t');
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain(secret);
    const audit = await auth.get(Database).sql.query<{ text: string }>('SELECT e::text AS text FROM audit_entry e');
    for (const { text } of audit) expect(text).not.toContain(secret);
    expect(Object.values((await list({}))[0] ?? {}).join(' ')).not.toContain(secret);
  });

  it('loses what its account loses', async () => {
    const roles = auth.rpc.as({ tenantId, permissions: ['*'] }, RoleServiceService);
    const names = ['core.user.create', 'core.user.read'];
    const role = await roles.createRole({ name: 'sync', description: '', ownRowsOnly: false, permissions: names });
    const bot = await auth.given.account({ username: 'bot', role: 'sync' });
    const { apiToken } = await as().createApiToken(draft(names, bot.id));
    expect((await claimsOf(apiToken))['perms']).toEqual(['core.user.read', 'core.user.create']);
    await roles.updateRole({ id: role.id, description: undefined, permissions: { names: ['core.user.read'] } });
    expect((await claimsOf(apiToken))['perms']).toEqual(['core.user.read']);
    const accounts = auth.rpc.as({ tenantId, permissions: ['*'] }, AccountServiceService);
    await accounts.updateAccount({ id: bot.id, disabled: true, name: undefined, role: undefined });
    await expect(exchange(apiToken)).rejects.toHaveCode('api_token_invalid');
    await accounts.deleteAccount({ id: bot.id });
    await expect(exchange(apiToken)).rejects.toHaveCode('api_token_invalid');
  });

  it('ends when it expires, and so does what it was exchanged for', async () => {
    const { apiToken } = await as().createApiToken(draft(['core.user.read'], '', new Date(Date.now() + dayMs)));
    nowMs = dayMs - 60_000;
    const { expiresAt } = await exchange(apiToken);
    expect((expiresAt?.getTime() ?? 0) - clock.now().getTime()).toBeLessThanOrEqual(60_000);
    nowMs = dayMs;
    await expect(exchange(apiToken)).rejects.toHaveCode('api_token_invalid');
  });

  it('ends when it is revoked, with the access tokens of before', async () => {
    const { token, apiToken } = await as().createApiToken(draft(['core.user.read']));
    const id = token?.id ?? '';
    await exchange(apiToken);
    await as().revokeApiToken({ id });
    await expect(as().revokeApiToken({ id })).resolves.toMatchObject({ id });
    await expect(exchange(apiToken)).rejects.toHaveCode('api_token_invalid');
    const sql = 'SELECT kind FROM revocation WHERE subject_id = $1';
    expect(await auth.get(Database).sql.query(sql, [id])).toEqual([{ kind: 'session' }]);
  });

  it('is found by its name, in the order that is asked for', async () => {
    const { id: accountId } = await auth.given.account({ username: 'lister' });
    for (const name of ['beta', 'alpha', 'other']) {
      await as().createApiToken({ ...draft(['core.user.read'], accountId), name });
    }
    const names = async (search: string, descending: boolean) => {
      const sort = [{ field: 'name', descending }];
      return (await as().listApiTokens({ ...everything, accountId, search, sort })).tokens.map(({ name }) => name);
    };
    expect(await names('', false)).toEqual(['alpha', 'beta', 'other']);
    expect(await names('A', true)).toEqual(['beta', 'alpha']);
    expect((await list({}, accountId)).map(({ name }) => name)).toEqual(['other', 'alpha', 'beta']);
    const unknown = { ...everything, sort: [{ field: 'hash', descending: false }] };
    await expect(as().listApiTokens(unknown)).rejects.toHaveCode('invalid_input');
  });

  it('shows when it was last used', async () => {
    const { token, apiToken } = await as().createApiToken(draft(['core.user.read']));
    const seen = async () => (await list({})).find(({ id }) => id === token?.id)?.lastUsedAt;
    expect(await seen()).toBeUndefined();
    await exchange(apiToken);
    const first = await seen();
    expect(first).toBeInstanceOf(Date);
    nowMs = 30_000;
    await exchange(apiToken);
    expect(await seen()).toEqual(first);
    nowMs = 120_000;
    await exchange(apiToken);
    expect((await seen())?.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
  });

  it.each([
    ['', (token: string) => `${token}0`],
    ['a changed secret', (token: string) => token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41)],
    ['another id', (token: string) => token.replace(/^vxp_.{32}/, `vxp_${'0'.repeat(32)}`)],
    ['no token', () => 'vxp_'],
    ['nothing', () => ''],
  ])('is not believed with %s', async (_, forged) => {
    const { apiToken } = await as().createApiToken(draft(['core.user.read']));
    await expect(exchange(forged(apiToken))).rejects.toHaveCode('api_token_invalid');
  });
});

describe('making an API token', () => {
  it('never gives more than its maker or its account may do', async () => {
    const weak = { permissions: ['auth.api-token.write', 'core.user.read'] };
    await expect(as(weak).createApiToken(draft(['core.user.delete']))).rejects.toHaveCode('beyond_own_rights');
    const customer = await auth.given.account({ username: 'cust' });
    await expect(as().createApiToken(draft(['core.user.delete'], customer.id))).rejects.toHaveCode('beyond_own_rights');
    const high = await auth.given.account({ username: 'high', role: 'admin' });
    await expect(as(weak).createApiToken(draft(['core.user.read'], high.id))).rejects.toHaveCode('beyond_own_rights');
  });

  it('names every scope there is none of, and an end in the past', async () => {
    const failure = await as()
      .createApiToken(draft(['core.user.read', '*', 'x']))
      .catch((error: unknown) => error);
    expect(failure instanceof DomainError && failure.violations.map(({ path }) => path)).toEqual([
      'scopes[1]',
      'scopes[2]',
    ]);
    const past = as().createApiToken(draft(['core.user.read'], '', new Date(Date.now() - 1)));
    await expect(past).rejects.toHaveCode('invalid_input');
    await expect(as().createApiToken({ ...draft([]), name: '' })).rejects.toHaveCode('invalid_input');
  });
});

it("another tenant's API tokens are not there: not to see, make or revoke", async () => {
  const { token } = await as().createApiToken(draft(['core.user.read']));
  const foreign = { tenantId: await auth.given.tenant(), accountId: adminId };
  expect(await list(foreign)).toEqual([]);
  expect(await list(foreign, adminId)).toEqual([]);
  await expect(as(foreign).revokeApiToken({ id: token?.id ?? '' })).rejects.toHaveCode('api_token_not_found');
  await expect(as(foreign).createApiToken(draft(['core.user.read']))).rejects.toHaveCode('account_not_found');
});

it('who sees only its own sees its own API tokens', async () => {
  const self = await auth.given.account({ username: 'self', role: 'customer' });
  const own = { accountId: self.id, own: true };
  await as().createApiToken(draft(['core.user.read'], self.id));
  expect((await list(own)).map(({ accountId }) => accountId)).toEqual([self.id]);
});
