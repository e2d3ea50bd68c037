import { SessionKind, SessionServiceService } from '@vortex/contracts/auth';
import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { loginOf, ownerPassword, startAuth } from './start-auth';

let auth: Awaited<ReturnType<typeof startAuth>>;
beforeAll(async () => (auth = await startAuth()));
afterAll(() => auth.stop());

let people = 0;

/** Somebody with open sessions, and a client for each. */
async function signedIn(sessions = 1, tenantId?: Awaited<ReturnType<typeof auth.given.tenant>>) {
  people += 1;
  const account = await auth.given.account({ username: `person-${people}`, ...(tenantId ? { tenantId } : {}) });
  const all = [];
  for (let n = 0; n < sessions; n += 1) all.push(await auth.signedIn(account));
  const [first] = all;
  if (!first) throw new Error('nobody has signed in');
  return { account, all, first };
}
const sessionsAs = (who: object) => auth.rpc.as(who, SessionServiceService);
const own = { accountId: '', search: '', sort: [], page: undefined };

describe('the open sessions', () => {
  it('are told to their owner, newest first, page by page', async () => {
    const { all, first } = await signedIn(3);
    const list = (after: string) =>
      sessionsAs(first.who).listSessions({
        ...own,
        page: { first: 2, after, last: 0, before: '', withTotal: after === '' },
      });
    const page = await list('');
    expect(page.sessions.map(({ id }) => id)).toEqual([all[2]?.who.sessionId, all[1]?.who.sessionId]);
    expect(page.page).toMatchObject({ hasNextPage: true, totalCount: 3n });
    const last = await list(page.page?.cursors.at(-1) ?? '');
    expect(last.sessions).toMatchObject([{ id: first.who.sessionId, current: true, kind: SessionKind.API }]);
    expect(last.page).toMatchObject({ hasNextPage: false, hasPreviousPage: true, totalCount: undefined });
  });

  it('say where and with what somebody is signed in', async () => {
    const { account, first } = await signedIn();
    const login = loginOf({ username: account.username, password: ownerPassword, kind: SessionKind.BROWSER });
    await auth.rpc.as('anonymous').login({ ...login, clientAddress: '198.51.100.7', userAgent: 'Firefox '.repeat(99) });
    const { sessions } = await sessionsAs(first.who).listSessions(own);
    expect(sessions[0]).toMatchObject({ clientAddress: '198.51.100.7', kind: SessionKind.BROWSER, current: false });
    expect(sessions[0]?.userAgent).toHaveLength(256);
    await auth.rpc
      .as('anonymous')
      .refreshTokens({ refreshToken: first.tokens.refreshToken, clientAddress: '192.0.2.1' });
    const after = await sessionsAs(first.who).listSessions(own);
    expect(after.sessions.find(({ current }) => current)?.clientAddress).toBe('192.0.2.1');
  });

  it('are found by where and what they are, in the order that is asked for', async () => {
    const { account, first } = await signedIn();
    const login = loginOf({ username: account.username, password: ownerPassword, kind: SessionKind.BROWSER });
    await auth.rpc.as('anonymous').login({ ...login, clientAddress: '198.51.100.8', userAgent: 'Firefox' });
    const list = async (search: string, field = 'createdAt') => {
      const asked = { ...own, search, sort: [{ field, descending: false }] };
      return (await sessionsAs(first.who).listSessions(asked)).sessions.map(({ current }) => current);
    };
    expect(await list('')).toEqual([true, false]);
    expect(await list('', 'lastSeenAt')).toEqual([true, false]);
    expect(await list('fire')).toEqual([false]);
    expect(await list('100.8')).toEqual([false]);
    await expect(list('', 'accountId')).rejects.toHaveCode('invalid_input');
  });

  it('of somebody else take a permission, and are of the own tenant', async () => {
    const { account: ann } = await signedIn();
    const { first: bob } = await signedIn();
    const list = (who: object) => sessionsAs(who).listSessions({ ...own, accountId: ann.id });
    await expect(list(bob.who)).rejects.toHaveCode('permission_missing');
    const reader = { ...bob.who, permissions: ['auth.session.read'] };
    expect((await list(reader)).sessions).toHaveLength(1);
    expect((await list({ ...reader, own: true })).sessions).toEqual([]);
    const stranger = { ...reader, tenantId: await auth.given.tenant() };
    expect((await list(stranger)).sessions).toEqual([]);
  });

  it('take the permission of an API token too, whose account they are of', async () => {
    const { account, first } = await signedIn();
    // What an API token is exchanged for names the token where others name their session.
    const program = { ...first.who, sessionId: newId() };
    const owned = { ...own, accountId: account.id };
    for (const request of [own, owned]) {
      await expect(sessionsAs(program).listSessions(request)).rejects.toHaveCode('permission_missing');
    }
    const { sessionId } = first.who;
    await expect(sessionsAs(program).revokeSession({ sessionId })).rejects.toHaveCode('session_not_found');
    await expect(sessionsAs(program).revokeOtherSessions({})).rejects.toHaveCode('session_required');
    await expect(sessionsAs(program).revokeAccountSessions({ accountId: account.id })).rejects.toHaveCode(
      'permission_missing',
    );
    const reader = { ...program, permissions: ['auth.session.read'] };
    expect((await sessionsAs(reader).listSessions(own)).sessions).toMatchObject([{ id: sessionId }]);
  });

  it('are not for strangers', async () => {
    const anonymous = auth.rpc.as('anonymous', SessionServiceService);
    await expect(anonymous.listSessions(own)).rejects.toHaveCode('sign_in_required');
    await expect(anonymous.revokeOtherSessions({})).rejects.toHaveCode('sign_in_required');
  });
});

describe('ending sessions', () => {
  const isEnded = ({ rpc }: { rpc: ReturnType<typeof auth.as> }) =>
    eventually(() => expect(rpc.getOwnAccount({})).rejects.toHaveCode('session_revoked'));

  it('one of the own is refused at once, the others go on', async () => {
    const { all, first } = await signedIn(2);
    const [, second] = all;
    if (!second) throw new Error('there are two');
    await sessionsAs(first.who).revokeSession({ sessionId: second.who.sessionId });
    await isEnded(second);
    await expect(first.rpc.getOwnAccount({})).resolves.toBeDefined();
    expect((await sessionsAs(first.who).listSessions(own)).sessions).toHaveLength(1);
    const again = sessionsAs(first.who).revokeSession({ sessionId: second.who.sessionId });
    await expect(again).rejects.toHaveCode('session_not_found');
  });

  it('all but the own', async () => {
    const { all, first } = await signedIn(4);
    expect(await sessionsAs(first.who).revokeOtherSessions({})).toEqual({ count: 3n });
    for (const other of all.slice(1)) await isEnded(other);
    await expect(first.rpc.getOwnAccount({})).resolves.toBeDefined();
  });

  it("somebody else's takes a permission, and never reaches another tenant's", async () => {
    const { first: ann } = await signedIn();
    const { first: bob } = await signedIn();
    const request = { sessionId: ann.who.sessionId };
    await expect(sessionsAs(bob.who).revokeSession(request)).rejects.toHaveCode('session_not_found');
    const admin = { ...bob.who, permissions: ['auth.session.revoke'] };
    const elsewhere = { ...admin, tenantId: await auth.given.tenant() };
    await expect(sessionsAs(elsewhere).revokeSession(request)).rejects.toHaveCode('session_not_found');
    await expect(sessionsAs({ ...admin, own: true }).revokeSession(request)).rejects.toHaveCode('session_not_found');
    await expect(ann.rpc.getOwnAccount({})).resolves.toBeDefined();
    await sessionsAs(admin).revokeSession(request);
    await isEnded(ann);
  });

  it('of a whole account takes a permission, and never reaches another tenant', async () => {
    const tenantId = await auth.given.tenant();
    const { account, all } = await signedIn(2, tenantId);
    const { first: bob } = await signedIn();
    const admin = { ...bob.who, permissions: ['auth.session.revoke'] };
    const request = { accountId: account.id };
    await expect(sessionsAs(bob.who).revokeAccountSessions(request)).rejects.toHaveCode('permission_missing');
    expect(await sessionsAs(admin).revokeAccountSessions(request)).toEqual({ count: 0n });
    expect(await sessionsAs({ ...admin, tenantId }).revokeAccountSessions(request)).toEqual({ count: 2n });
    for (const each of all) await isEnded(each);
  });

  it('by signing out ends that one alone', async () => {
    const { all, first } = await signedIn(2);
    await first.rpc.logout({});
    await isEnded(first);
    await expect(all[1]?.rpc.getOwnAccount({})).resolves.toBeDefined();
  });
});

it("signs an account in at its own tenant's door only", async () => {
  const tenantId = await auth.given.tenant();
  const { account } = await signedIn(1, tenantId);
  const login = (tenant: string) =>
    auth.rpc.as('anonymous').login(loginOf({ username: account.username, password: ownerPassword, tenant }));
  await expect(login(tenantId)).resolves.toMatchObject({ account: { id: account.id } });
  for (const door of ['', 'operator', 'nowhere']) await expect(login(door)).rejects.toHaveCode('wrong_credentials');
});
