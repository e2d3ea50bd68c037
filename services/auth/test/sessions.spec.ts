import { SessionKind, SessionServiceService } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { eventually, FakeClock } from '@vortex/testing';
import { decodeJwt } from 'jose';
import { graceMs, lifetimes, retention } from '../src/sessions/session';
import { SessionRevocation } from '../src/sessions/session-revocation.service';
import { SessionUpkeep } from '../src/sessions/session-upkeep.service';
import { loginOf, ownerPassword, startAuth } from './start-auth';

let auth: Awaited<ReturnType<typeof startAuth>>;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock(new Date());
  auth = await startAuth({ clock });
});
afterEach(() => auth.stop());

const login = (kind: SessionKind = SessionKind.API) =>
  auth.rpc.as('anonymous').login(loginOf({ username: 'admin', password: ownerPassword, kind }));
const refresh = (refreshToken: string, clientAddress = '198.51.100.9') =>
  auth.rpc.as('anonymous').refreshTokens({ refreshToken, clientAddress });
const sessionOf = (accessToken: string) => String(decodeJwt(accessToken)['sid']);
const rows = (sql: string) => auth.get(Database).sql.query<Record<string, unknown>>(sql);

describe('a refresh token', () => {
  it('gives a fresh access token of the same session, and a successor', async () => {
    const first = await login();
    clock.advance(10 * 60_000);
    const second = await refresh(first.refreshToken);
    expect(sessionOf(second.accessToken)).toBe(sessionOf(first.accessToken));
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.account?.username).toBe('admin');
    expect((await refresh(second.refreshToken)).refreshToken).not.toBe(second.refreshToken);
  });

  it('lies in the database as a digest only', async () => {
    const { refreshToken } = await login();
    const successor = await refresh(refreshToken);
    const everything = JSON.stringify([await rows('SELECT * FROM session'), await rows('SELECT * FROM refresh_token')]);
    for (const token of [refreshToken, successor.refreshToken]) {
      expect(everything).not.toContain(token);
      expect(everything).not.toContain(token.slice(4));
    }
  });

  it('shown fifty times at once gives one successor, and signs nobody out', async () => {
    const { refreshToken } = await login();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    expect(await rows('SELECT generation, ended_at FROM session')).toEqual([{ generation: 2, ended_at: null }]);
    expect(await rows('SELECT generation FROM refresh_token ORDER BY generation')).toHaveLength(2);
    await expect(refresh(answers[0]?.refreshToken ?? '')).resolves.toBeDefined();
  });

  it('is welcome again up to the end of the grace', async () => {
    const { refreshToken } = await login();
    const { refreshToken: successor } = await refresh(refreshToken);
    clock.advance(graceMs - 1);
    expect((await refresh(refreshToken)).refreshToken).toBe(successor);
  });

  it('ends the whole family when it is replayed at the end of the grace', async () => {
    const { refreshToken, accessToken } = await login();
    const { refreshToken: successor } = await refresh(refreshToken);
    clock.advance(graceMs);
    await expect(refresh(refreshToken)).rejects.toHaveCode('refresh_token_reused');
    await expect(refresh(successor)).rejects.toHaveCode('refresh_token_reused');
    const startedAt = performance.now();
    const who = { sessionId: sessionOf(accessToken) };
    await eventually(() => expect(auth.rpc.as(who).getOwnAccount({})).rejects.toHaveCode('session_revoked'));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('ends the family within the grace too, once its successor has been used', async () => {
    const first = await login();
    const second = await refresh(first.refreshToken);
    const third = await refresh(second.refreshToken);
    await expect(refresh(first.refreshToken)).rejects.toHaveCode('refresh_token_reused');
    await expect(refresh(third.refreshToken)).rejects.toHaveCode('refresh_token_reused');
  });

  it.each([
    ['nobody was given', `vrt_${'A'.repeat(43)}`],
    ['is none', 'nonsense'],
    ['is empty', ''],
    ['is far too long', 'x'.repeat(100_000)],
  ])('that %s is refused, and ends no session', async (_, token) => {
    const { refreshToken } = await login();
    await expect(refresh(token)).rejects.toHaveCode('refresh_token_invalid');
    await expect(refresh(token)).rejects.toHaveCode('unauthenticated');
    await expect(refresh(refreshToken)).resolves.toBeDefined();
  });

  it.each([
    [SessionKind.BROWSER, lifetimes.browser],
    [SessionKind.API, lifetimes.api],
  ])('of a session of kind %s lives on while it is used, up to an end of its own', async (kind, lifetime) => {
    let { refreshToken } = await login(kind);
    clock.advance(lifetime.idleMs - 1);
    ({ refreshToken } = await refresh(refreshToken));
    const { refreshToken: unused } = await login(kind);
    clock.advance(lifetime.idleMs);
    await expect(refresh(unused)).rejects.toHaveCode('refresh_token_expired');
    ({ refreshToken } = await login(kind));
    const rounds = Math.ceil(lifetime.absoluteMs / (lifetime.idleMs / 2)) - 1;
    for (let round = 0; round < rounds; round += 1) {
      clock.advance(lifetime.idleMs / 2);
      ({ refreshToken } = await refresh(refreshToken));
    }
    clock.advance(lifetime.idleMs / 2);
    await expect(refresh(refreshToken)).rejects.toHaveCode('refresh_token_expired');
  });

  it('is of no use once its session is signed out', async () => {
    const { refreshToken, accessToken } = await login();
    const owner = await ownerWith(accessToken);
    await auth.rpc.as(owner).logout({});
    await expect(refresh(refreshToken)).rejects.toHaveCode('session_ended');
  });
});

/** The owner as the harness describes accounts, signed in with the session of a token. */
async function ownerWith(accessToken: string) {
  const { sub, tid, sid } = decodeJwt<{ tid: string; sid: string }>(accessToken);
  return { accountId: String(sub), tenantId: tid, sessionId: sid, role: 'owner', permissions: ['*'], operator: true };
}

describe('a changed account', () => {
  it('makes its older tokens useless, but not its sessions', async () => {
    const { accessToken } = await login();
    const owner = await ownerWith(accessToken);
    expect(decodeJwt(accessToken)['rev']).toBe(1);
    await auth.get(SessionRevocation).outdate([{ id: owner.accountId as never, revision: 2n }]);
    await eventually(() => expect(auth.rpc.as(owner).getOwnAccount({})).rejects.toHaveCode('token_outdated'));
    expect(await rows('SELECT 1 FROM session WHERE ended_at IS NOT NULL')).toEqual([]);
  });

  it('that is disabled ends all sessions of it, and of nobody else', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const [one, other] = [await auth.signedIn(ann), await auth.signedIn(ann)];
    const bob = await auth.signedIn(await auth.given.account({ username: 'bob' }));
    const scope = { tenantId: ann.tenantId };
    await auth.get(SessionRevocation).revokeAccount(scope, { id: ann.id, revision: 2n }, 'account_disabled');
    for (const { rpc, tokens } of [one, other]) {
      await eventually(() => expect(rpc.getOwnAccount({})).rejects.toHaveCode('session_revoked'));
      await expect(refresh(tokens.refreshToken)).rejects.toHaveCode('session_ended');
    }
    await expect(bob.rpc.getOwnAccount({})).resolves.toBeDefined();
    await expect(refresh(bob.tokens.refreshToken)).resolves.toBeDefined();
  });

  it('is not told of when the change is rolled back', async () => {
    const ann = await auth.given.account({ username: 'ann' });
    const { rpc, tokens } = await auth.signedIn(ann);
    const scope = { tenantId: ann.tenantId };
    const change = auth.get(Database).run(async () => {
      await auth.get(SessionRevocation).revokeAccount(scope, { id: ann.id, revision: 2n }, 'account_disabled');
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    expect(await rows('SELECT 1 FROM revocation')).toEqual([]);
    await expect(rpc.getOwnAccount({})).resolves.toBeDefined();
    await expect(refresh(tokens.refreshToken)).resolves.toBeDefined();
  });
});

describe('the list of what was revoked', () => {
  const list = (cursor: string) => auth.rpc.as({ service: 'core' }, SessionServiceService).listRevocations({ cursor });

  it('is read page by page, for as long as a token may live', async () => {
    const ids = Array.from({ length: 1_500 }, () => newId<'session'>());
    await auth.get(SessionRevocation).refuse(ids);
    const first = await list('');
    expect([first.revocations.length, first.hasMore]).toEqual([1_000, true]);
    const second = await list(first.cursor);
    expect([second.revocations.length, second.hasMore]).toEqual([500, false]);
    const named = [...first.revocations, ...second.revocations].map(({ subject }) => subject?.value);
    expect(new Set(named)).toEqual(new Set(ids));
    clock.advance(17 * 60_000);
    expect((await list('')).revocations).toEqual([]);
  });

  it('tells a reader that is up to date what comes late, and nothing from long before', async () => {
    const sessions = auth.get(SessionRevocation);
    await sessions.refuse([newId()]);
    clock.advance(2 * 60_000);
    const { cursor } = await list('');
    expect((await list(cursor)).revocations).toEqual([]);
    await sessions.refuse([newId()]);
    expect((await list(cursor)).revocations).toHaveLength(1);
  });

  it('refuses what is no cursor', async () => {
    await expect(list('yesterday')).rejects.toHaveCode('invalid_input');
  });
});

describe('the upkeep', () => {
  it('forgets sessions long over and tokens long replaced, and nothing that still counts', async () => {
    const [{ refreshToken }, abandoned] = [await login(), await login(SessionKind.BROWSER)];
    expect(abandoned.refreshToken).toBeDefined();
    let token = refreshToken;
    for (let round = 0; round < 3; round += 1) token = (await refresh(token)).refreshToken;
    clock.advance(retention.tokenMs + 1);
    token = (await refresh(token)).refreshToken;
    await auth.get(SessionUpkeep).forget();
    const kept = await rows('SELECT generation FROM refresh_token ORDER BY session_id, generation');
    expect(kept.map(({ generation }) => generation)).toEqual([4, 5, 1]);
    clock.advance(retention.sessionMs + 1);
    await auth.get(SessionUpkeep).forget();
    expect(await rows('SELECT kind FROM session')).toEqual([{ kind: 'api' }]);
  });
});
