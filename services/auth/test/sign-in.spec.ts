import { DomainError, newId } from '@vortex/kit';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { randomInt } from 'node:crypto';
import { PasswordHasher } from '../src/passwords/password-hasher.service';
import { TenantRepository } from '../src/tenants/tenant.repository';
import { loginOf, ownerPassword, startAuth } from './start-auth';

const wrong = 'not the password at all';

describe('signing in', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  beforeEach(async () => (auth = await startAuth()));
  afterEach(() => auth.stop());

  it('answers with a token every service can verify by itself', async () => {
    const { accessToken, expiresAt, account } = await auth.signIn('admin', ownerPassword);
    const { jwksJson } = await auth.rpc.as('anonymous').getSigningKeys({});
    const keys = createLocalJWKSet(JSON.parse(jwksJson) as Parameters<typeof createLocalJWKSet>[0]);
    const { payload, protectedHeader } = await jwtVerify(accessToken, keys, {
      issuer: 'vortex',
      algorithms: ['EdDSA'],
    });
    expect(protectedHeader.kid).toBeDefined();
    expect(payload).toMatchObject({
      sub: account?.id,
      tid: account?.tenantId,
      role: 'owner',
      perms: ['*'],
      mcp: false,
    });
    expect(payload.exp).toBe(Number(payload.iat) + 15 * 60);
    expect(expiresAt?.getTime()).toBe(Number(payload.exp) * 1_000);
  });

  it('begins a session of its own each time', async () => {
    const [one, other] = await Promise.all([auth.signIn('admin', ownerPassword), auth.signIn('admin', ownerPassword)]);
    expect(one.accessToken).not.toBe(other.accessToken);
  });

  it('takes a name however its letters are written', async () => {
    await auth.given.account({ username: 'Ann.Weatherby' });
    expect((await auth.signIn('ann.WEATHERBY', ownerPassword)).account?.username).toBe('Ann.Weatherby');
  });

  it('refuses a second account whose name differs only in case', async () => {
    await auth.given.account({ username: 'ann' });
    await expect(auth.given.account({ username: 'ANN' })).rejects.toHaveCode('username_taken');
    const reseller = await auth.given.tenant();
    await expect(auth.given.account({ username: 'Ann', tenantId: reseller })).resolves.toBeDefined();
  });

  it('takes a character that no database keeps, in a name or a tenant, for a mistake', async () => {
    await expect(auth.signIn('ad\0min', ownerPassword)).rejects.toHaveCode('invalid_input');
    const login = auth.rpc
      .as('anonymous')
      .login(loginOf({ username: 'admin', password: ownerPassword, tenant: 'no\0rth' }));
    await expect(login).rejects.toHaveCode('invalid_input');
    await expect(auth.signIn('admin', 'pass\0word')).rejects.toHaveCode('wrong_credentials');
  });

  it("does not open the operator's door to another tenant's account", async () => {
    await auth.given.account({ username: 'bob', tenantId: await auth.given.tenant() });
    await expect(auth.signIn('bob', ownerPassword)).rejects.toHaveCode('wrong_credentials');
  });

  it('tells a wrong password and a name that does not exist apart by nothing, and spends the same on both', async () => {
    const verify = jest.spyOn(auth.get(PasswordHasher), 'verify');
    const [wrongPassword, nobody] = await Promise.all(
      ['admin', 'nobody'].map((username) => auth.signIn(username, wrong).catch((error: unknown) => error)),
    );
    expect(wrongPassword).toHaveCode('wrong_credentials');
    expect(wrongPassword).toHaveCode('unauthenticated');
    expect(nobody).toEqual(wrongPassword);
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('names every input that is missing', async () => {
    const failure = await auth.signIn('', '').catch((error: unknown) => error);
    expect(failure).toHaveCode('invalid_input');
    const paths = failure instanceof DomainError ? failure.violations.map(({ path }) => path) : [];
    expect(paths).toEqual(['username', 'password']);
  });

  it('refuses more passwords than it can check in time, and recovers', async () => {
    const hasher = auth.get(PasswordHasher);
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => hasher.verifyNothing(wrong)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toHaveCode('too_busy');
    await expect(auth.signIn('admin', ownerPassword)).resolves.toBeDefined();
  });
});

describe.each(['in-process', 'redis'] as const)('guessing (limits %s)', (cache) => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let victim: string;
  beforeEach(async () => {
    auth = await startAuth({ cache });
    victim = `victim-${newId()}`;
    await auth.given.account({ username: victim });
  });
  afterEach(() => auth.stop());

  const guess = (times: number, address: string | ((index: number) => string)) =>
    sequence(times, (index) => {
      const from = typeof address === 'string' ? address : address(index);
      return codeOf(auth.signIn(victim, wrong, from));
    });

  it('is stopped after ten attempts at a name from one place, with how long to wait', async () => {
    const place = somewhere();
    const codes = await guess(11, place);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('wrong_credentials'));
    expect(codes[10]).toBe('too_many_attempts');
    const failure = await auth.signIn(victim, ownerPassword, place).catch((error: unknown) => error);
    expect(failure).toHaveCode('resource_exhausted');
    const seconds = failure instanceof DomainError ? Number(failure.facts['retryAfterSeconds']) : 0;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(30 * 60);
  });

  it('counts attempts made at the same time', async () => {
    const place = somewhere();
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(auth.signIn(victim, wrong, place))));
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(10);
  });

  it('counts alike however the tenant is written', async () => {
    const place = somewhere();
    const operator = (await auth.get(TenantRepository).operatorId()) ?? '';
    const doors = ['', 'operator', operator];
    const codes = await sequence(11, (index) => {
      const tenant = doors[index % doors.length];
      const login = loginOf({ username: victim, password: wrong, clientAddress: place, tenant });
      return codeOf(auth.rpc.as('anonymous').login(login));
    });
    expect(codes[10]).toBe('too_many_attempts');
  });

  it('treats an IPv6 network as one place', async () => {
    const network = somewhere().split('.').slice(2).join(':');
    const codes = await guess(11, (index) => `2001:db8:${network}::${index + 1}`);
    expect(codes[10]).toBe('too_many_attempts');
  });

  it('does not lock the person out at home, however many machines join in', async () => {
    const home = somewhere();
    await auth.signIn(victim, ownerPassword, home);
    const codes = await guess(60, somewhere);
    expect(codes.at(-1)).toBe('too_many_attempts');
    await expect(auth.signIn(victim, ownerPassword, home)).resolves.toBeDefined();
  });

  it('is limited over all names from one place', async () => {
    const place = somewhere();
    const codes = await sequence(120, (index) => codeOf(auth.signIn(`${index}-${victim}`, wrong, place)));
    // On a slow machine the window slides on meanwhile, so a few more than a hundred may pass.
    expect(codes.indexOf('too_many_attempts')).toBeGreaterThanOrEqual(100);
  });

  it('is forgiven to whoever then knows the password', async () => {
    const home = somewhere();
    await guess(9, home);
    await auth.signIn(victim, ownerPassword, home);
    expect(await guess(9, home)).toEqual(Array(9).fill('wrong_credentials'));
  });
});

let places = randomInt(2 ** 24);

/** An address no test has used: Redis, and what it counts, is shared by all of them. */
function somewhere(): string {
  places = (places + 1) % 2 ** 24;
  return `10.${places >> 16}.${(places >> 8) & 255}.${places & 255}`;
}

async function sequence<T>(times: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < times; index += 1) results.push(await act(index));
  return results;
}

function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'in',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}
