import { FakeClock } from '@vortex/testing';
import { SignJWT, UnsecuredJWT } from 'jose';
import { claimsOf, keySetOf, makeKey, sign, type TestKey } from '../../test/test-tokens';
import { Unauthenticated } from '../errors/failures';
import type { TokenIdentity } from './revocations';
import { SigningKeys } from './signing-keys';
import { TokenVerifier } from './token-verifier';

let key: TestKey;
let published: string;
let fetches: number;
let clock: FakeClock;
let tokens: TokenVerifier;
let revoked: (token: TokenIdentity) => boolean;

beforeEach(async () => {
  key = await makeKey('k1');
  published = keySetOf(key);
  fetches = 0;
  clock = new FakeClock(new Date());
  revoked = () => false;
  const fetchJwks = (): Promise<string> => {
    fetches++;
    return published === '' ? Promise.reject(new Error('auth is away')) : Promise.resolve(published);
  };
  const check = (token: TokenIdentity): void => {
    if (revoked(token)) throw new Unauthenticated('session_revoked');
  };
  tokens = new TokenVerifier(new SigningKeys(fetchJwks, clock), clock, { check });
});

it('believes a token that auth has signed', async () => {
  const claims = claimsOf({ role: 'support', perms: ['auth.account.read'], mcp: true });
  const { caller } = await tokens.verify(await sign(key, claims));
  expect(caller).toEqual({
    kind: 'account',
    accountId: claims.sub,
    tenantId: claims['tid'],
    homeTenantId: claims['tid'],
    isOperator: false,
    ownRowsOnly: false,
    sessionId: claims['sid'],
    role: 'support',
    permissions: ['auth.account.read'],
    mustChangePassword: true,
  });
});

it('reads from it that somebody sees only what is its own, and that somebody is of the operator', async () => {
  const customer = await tokens.verify(await sign(key, { own: true }));
  expect(customer.caller).toMatchObject({ ownRowsOnly: true, isOperator: false });
  const admin = await tokens.verify(await sign(key, { operator: true }));
  expect(admin.caller).toMatchObject({ ownRowsOnly: false, isOperator: true });
});

it('asks each time whether the token was revoked, with what it says of its session and its account', async () => {
  const claims = claimsOf({ rev: 7 });
  const token = await sign(key, claims);
  await tokens.verify(token);
  revoked = ({ sessionId, accountId, accountRevision }) =>
    sessionId === claims['sid'] && accountId === claims.sub && accountRevision === 7;
  await expect(tokens.verify(token)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'session_revoked' });
});

describe('refuses a token', () => {
  const refused = (token: string, code = 'token_invalid') =>
    expect(tokens.verify(token)).rejects.toMatchObject({ kind: 'unauthenticated', code });

  it('whose claims were changed', async () => {
    const [header, , signature] = (await sign(key, { perms: [] })).split('.');
    const forged = Buffer.from(JSON.stringify(claimsOf({ perms: ['*'] }))).toString('base64url');
    await refused(`${header}.${forged}.${signature}`);
  });

  it('signed with another key under the same name', async () => refused(await sign(await makeKey('k1'))));

  it('signed with a key that auth does not publish', async () => refused(await sign(await makeKey('k2'))));

  it('without a signature', async () => refused(new UnsecuredJWT(claimsOf()).encode()));

  it('signed with the public key as if it were a shared secret', async () => {
    const secret = Buffer.from(String(key.jwk['x']), 'base64url');
    const token = new SignJWT(claimsOf()).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(secret);
    await refused(await token);
  });

  it('of another issuer', async () => refused(await sign(key, { iss: 'somebody' })));

  it('without a tenant', async () => refused(await sign(key, { tid: undefined })));

  it('whose permissions are no list', async () => refused(await sign(key, { perms: '*' })));

  it('that never ends', async () => refused(await sign(key, { exp: undefined })));

  it('that is not one', () => refused('nonsense'));

  it('that has expired, also one that was believed before', async () => {
    const token = await sign(key, { exp: Math.floor(clock.now().getTime() / 1000) + 60 });
    await tokens.verify(token);
    clock.advance(66_000);
    await refused(token, 'token_expired');
  });

  it('whose key was withdrawn, once the keys are asked for again', async () => {
    const token = await sign(key);
    await tokens.verify(token);
    published = keySetOf(await makeKey('k2'));
    clock.advance(6_000);
    await refused(await sign(await makeKey('k3')));
    await refused(token);
  });
});

it('lets nobody in while the keys cannot be had', async () => {
  published = '';
  await expect(tokens.verify(await sign(key))).rejects.toMatchObject({ kind: 'unavailable' });
});

it('goes on with the keys it has while auth is away, but not for longer than an hour', async () => {
  const exp = Math.floor(clock.now().getTime() / 1000) + 100_000;
  await tokens.verify(await sign(key, { exp }));
  published = '';
  clock.advance(30 * 60_000);
  await expect(tokens.verify(await sign(key, { exp }))).resolves.toBeDefined();
  clock.advance(31 * 60_000);
  await expect(tokens.verify(await sign(key, { exp }))).rejects.toMatchObject({ kind: 'unavailable' });
});

it('learns of a new key when it first sees it', async () => {
  await tokens.verify(await sign(key));
  const fresh = await makeKey('k2');
  published = keySetOf(key, fresh);
  clock.advance(6_000);
  await expect(tokens.verify(await sign(fresh))).resolves.toBeDefined();
});

it('does not let made-up key names keep auth busy', async () => {
  const stranger = await makeKey('made-up');
  for (let n = 0; n < 20; n++) await tokens.verify(await sign(stranger)).catch(() => undefined);
  expect(fetches).toBe(1);
  clock.advance(6_000);
  for (let n = 0; n < 20; n++) await tokens.verify(await sign(stranger)).catch(() => undefined);
  expect(fetches).toBe(2);
});
