import { AccountPasswordChanged } from '@vortex/contracts/auth';
import { DomainError, newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { decodeJwt } from 'jose';
import { PasswordService } from '../src/passwords/password.service';
import { ownerPassword, startAuth } from './start-auth';

const newPassword = 'eleven quiet herons wade';

describe('changing the own password', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  beforeEach(async () => (auth = await startAuth()));
  afterEach(() => auth.stop());

  it('replaces it, clears the duty to, and answers with a token that says so', async () => {
    const ann = await auth.given.account({ username: 'ann', mustChangePassword: true });
    const { rpc } = await auth.signedIn(ann);
    const { accessToken, account } = await rpc.changeOwnPassword({ currentPassword: ownerPassword, newPassword });
    expect(decodeJwt(accessToken)).toMatchObject({ sub: ann.id, mcp: false });
    expect(account).toMatchObject({ mustChangePassword: false, revision: 2n });
    await expect(auth.signIn('ann', ownerPassword)).rejects.toHaveCode('wrong_credentials');
    expect((await auth.signIn('ann', newPassword)).account?.mustChangePassword).toBe(false);
  });

  it('tells the others, without a word of the password', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc } = await auth.signedIn(ann);
    await rpc.changeOwnPassword({ currentPassword: ownerPassword, newPassword });
    await eventually(() => auth.events.of(AccountPasswordChanged).length === 1);
    expect(auth.events.of(AccountPasswordChanged)).toEqual([
      { accountId: ann.id, tenantId: ann.tenantId, revision: 2n },
    ]);
  });

  it('wants the current one', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc } = await auth.signedIn(ann);
    const change = rpc.changeOwnPassword({ currentPassword: 'something else', newPassword });
    await expect(change).rejects.toHaveCode('wrong_credentials');
    await expect(auth.signIn('ann', ownerPassword)).resolves.toBeDefined();
  });

  it.each([
    ['too short', 'short', 'too_short'],
    ['too long', 'gT4#mx9!pLqz'.repeat(22), 'too_long'],
    ['obvious', 'password1234', 'too_common'],
    ['the name', 'annabelle.weatherby', 'contains_username'],
    ['the same', ownerPassword, 'unchanged'],
  ])('refuses one that is %s at exactly that input', async (_, newOne, code) => {
    const ann = await auth.given.account({ username: 'annabelle.weatherby' });
    const { rpc } = await auth.signedIn(ann);
    const change = rpc.changeOwnPassword({ currentPassword: ownerPassword, newPassword: newOne });
    const failure = await change.catch((error: unknown) => error);
    expect(failure).toHaveCode('invalid_input');
    const violations = failure instanceof DomainError ? failure.violations : [];
    expect(violations.map((violation) => [violation.path, violation.code])).toEqual([['new_password', code]]);
  });

  it('limits guesses at the current one', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc } = await auth.signedIn(ann);
    const guess = () => rpc.changeOwnPassword({ currentPassword: 'a guess', newPassword });
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(guess()).rejects.toHaveCode('wrong_credentials');
    await expect(guess()).rejects.toHaveCode('too_many_attempts');
  });

  it('is done by exactly one of two who do it at once', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc } = await auth.signedIn(ann);
    const candidates = [newPassword, 'twelve loud herons wade'];
    const outcomes = await Promise.allSettled(
      candidates.map((candidate) => rpc.changeOwnPassword({ currentPassword: ownerPassword, newPassword: candidate })),
    );
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    const loser = outcomes[1 - winner];
    expect(loser?.status === 'rejected' && loser.reason).toHaveCode('wrong_credentials');
    const signedIn = await auth.signIn('ann', candidates[winner] ?? '');
    expect(signedIn.account?.revision).toBe(2n);
  });

  it('takes a session: an API token of the account, or one that is signed out, cannot take it over', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const change = { currentPassword: ownerPassword, newPassword };
    await expect(auth.as(ann).changeOwnPassword(change)).rejects.toHaveCode('session_required');
    const { rpc } = await auth.signedIn(ann);
    await rpc.logout({});
    await expect(rpc.changeOwnPassword(change)).rejects.toHaveCode('unauthenticated');
    await expect(auth.signIn('ann', ownerPassword)).resolves.toBeDefined();
  });

  it('signs out everybody else, and gives this session new tokens in the place of the old', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const [here, there] = [await auth.signedIn(ann), await auth.signedIn(ann)];
    const fresh = await here.rpc.changeOwnPassword({ currentPassword: ownerPassword, newPassword });
    await eventually(() => expect(there.rpc.getOwnAccount({})).rejects.toHaveCode('session_revoked'));
    const refresh = (refreshToken: string) =>
      auth.rpc.as('anonymous').refreshTokens({ refreshToken, clientAddress: '' });
    await expect(refresh(there.tokens.refreshToken)).rejects.toHaveCode('session_ended');
    expect(decodeJwt((await refresh(fresh.refreshToken)).accessToken)['sid']).toBe(here.who.sessionId);
    await expect(refresh(here.tokens.refreshToken)).rejects.toHaveCode('refresh_token_reused');
  });

  it("cannot reach another tenant's account", async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const foreign = { tenantId: await auth.given.tenant() };
    const change = auth
      .get(PasswordService)
      .change(foreign, ann.id, { currentPassword: ownerPassword, newPassword }, newId());
    await expect(change).rejects.toHaveCode('account_not_found');
    await expect(auth.signIn('ann', ownerPassword)).resolves.toBeDefined();
  });

  it('is for signed-in accounts only', async () => {
    const change = { currentPassword: ownerPassword, newPassword };
    await expect(auth.rpc.as('anonymous').changeOwnPassword(change)).rejects.toHaveCode('unauthenticated');
    await expect(auth.rpc.as({ service: 'core' }).changeOwnPassword(change)).rejects.toHaveCode('permission_denied');
  });
});

describe('confirming the own password', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  beforeEach(async () => (auth = await startAuth()));
  afterEach(() => auth.stop());

  it('takes the right one, names the input of a wrong one, and limits guesses', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc } = await auth.signedIn(ann);
    await expect(rpc.confirmOwnPassword({ password: ownerPassword })).resolves.toEqual({});
    const guess = () => rpc.confirmOwnPassword({ password: 'a guess' });
    const wrong = { code: 'invalid_input', violations: [{ path: 'password', code: 'wrong_password' }] };
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(guess()).rejects.toMatchObject(wrong);
    await expect(rpc.confirmOwnPassword({ password: ownerPassword })).rejects.toHaveCode('too_many_attempts');
  });

  it('takes a session, and is for signed-in accounts only', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const word = { password: ownerPassword };
    await expect(auth.as(ann).confirmOwnPassword(word)).rejects.toHaveCode('session_required');
    await expect(auth.rpc.as('anonymous').confirmOwnPassword(word)).rejects.toHaveCode('unauthenticated');
    await expect(auth.rpc.as({ service: 'core' }).confirmOwnPassword(word)).rejects.toHaveCode('permission_denied');
  });
});

describe('the own account', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => (auth = await startAuth()));
  afterAll(() => auth.stop());

  it('is answered even while its password must be changed', async () => {
    const ann = await auth.given.account({ username: 'ann', role: 'support', mustChangePassword: true });
    const { id, tenantId } = ann;
    const own = await auth.as(ann).getOwnAccount({});
    expect(own).toMatchObject({ id, tenantId, username: 'ann', role: 'support', mustChangePassword: true });
  });

  it("is not found with another tenant's claim to it", async () => {
    const bob = await auth.given.account({ username: 'bob' });
    const foreign = { ...bob, tenantId: await auth.given.tenant() };
    await expect(auth.as(foreign).getOwnAccount({})).rejects.toHaveCode('not_found');
  });
});
