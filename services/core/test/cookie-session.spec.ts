import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { accessToken } from './access-tokens';
import { logins, logouts, password } from './stand-in-auth';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
let own: Record<string, string>;

beforeAll(async () => {
  core = await startCore();
  own = { 'x-vortex-session': 'cookie', origin: new URL(core.url).origin, 'sec-fetch-site': 'same-origin' };
});
afterAll(() => core.close());

const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken expiresAt } }';
const refresh = 'mutation ($token: String) { refreshToken(token: $token) { accessToken refreshToken } }';
const me = '{ me { username } }';

/** A browser, as far as cookies go. */
class Browser {
  readonly jar = new Map<string, string>();
  attributes: string[] = [];

  async ask(query: string, variables: object = {}, headers: Record<string, string | undefined> = {}) {
    const sent = { 'content-type': 'application/json', cookie: this.cookies, ...own, ...headers };
    const response = await fetch(core.url, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(sent).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]]))),
      body: JSON.stringify({ query, variables }),
    });
    for (const line of response.headers.getSetCookie()) this.take(line);
    return (await response.json()) as {
      data: Record<string, Record<string, unknown>> | null;
      errors?: { extensions: { code: string; reason?: string; violations?: unknown } }[];
    };
  }

  get cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private take(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    this.attributes = attributes;
    if (attributes.includes('Max-Age=0')) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}

async function signedIn(): Promise<Browser> {
  const browser = new Browser();
  const { errors } = await browser.ask(login, { input: { username: 'admin', password } });
  expect(errors).toBeUndefined();
  return browser;
}

describe('a browser that signs in', () => {
  it('gets its tokens in cookies that no script can read, and nowhere else', async () => {
    const browser = new Browser();
    const { data } = await browser.ask(login, { input: { username: 'admin', password } });
    expect(data?.['login']).toEqual({ accessToken: null, refreshToken: null, expiresAt: expect.any(String) });
    expect([...browser.jar.keys()]).toEqual(['vortex-access', 'vortex-refresh']);
    expect(browser.attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict']));
    expect(logins.at(-1)).toMatchObject({
      kind: 'SESSION_KIND_BROWSER',
      userAgent: 'node',
      clientAddress: '127.0.0.1',
    });
    expect((await browser.ask(me)).data).toEqual({ me: { username: 'admin' } });
  });

  it('is not one when it does not come from our page', async () => {
    const before = logins.length;
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const { errors } = await new Browser().ask(login, { input: { username: 'admin', password } }, foreign);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'cross_site_request' });
    expect(logins).toHaveLength(before);
  });

  it('signs out, and its cookies are gone', async () => {
    const browser = await signedIn();
    expect((await browser.ask('mutation { logout }')).data).toEqual({ logout: true });
    expect(browser.jar.size).toBe(0);
    expect(logouts).toHaveLength(1);
    expect((await browser.ask(me)).errors?.[0]?.extensions).toMatchObject({ reason: 'sign_in_required' });
  });

  it('keeps fresh tokens when it changes its password', async () => {
    const browser = await signedIn();
    const before = browser.jar.get('vortex-access');
    const change = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken } }';
    const { data } = await browser.ask(change, { input: { currentPassword: password, newPassword: password } });
    expect(data?.['changePassword']).toEqual({ accessToken: null });
    expect(browser.jar.get('vortex-access')).not.toBe(before);
  });
});

describe('a cookie is believed', () => {
  const refusal = async (headers: Record<string, string | undefined>) =>
    (await (await signedIn()).ask(me, {}, headers)).errors?.[0]?.extensions;

  it.each([
    ['with a foreign Origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['with a foreign Origin that says no more', { origin: 'https://evil.example', 'sec-fetch-site': undefined }],
    ['from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['from a page without an origin', { origin: 'null', 'sec-fetch-site': undefined }],
    ['without the header of our pages', { 'x-vortex-session': undefined }],
    ['from nobody knows where', { origin: undefined, 'sec-fetch-site': undefined }],
  ])('but not %s', async (_, headers) => {
    expect(await refusal(headers)).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'cross_site_request' });
  });

  it('but never for an operation over GET', async () => {
    const { cookies } = await signedIn();
    const headers = { ...own, cookie: cookies, 'apollo-require-preflight': '1' };
    const response = await fetch(`${core.url}?query=${encodeURIComponent(me)}`, { headers });
    const answer = (await response.json().catch(() => ({}))) as { data?: { me?: unknown } | null };
    expect(answer.data?.me).toBeUndefined();
  });

  it('less than a bearer token beside it', async () => {
    const browser = await signedIn();
    const bearer = { authorization: 'Bearer nonsense' };
    expect((await browser.ask(me, {}, bearer)).errors?.[0]?.extensions).toMatchObject({ reason: 'token_invalid' });
  });

  it('until its token is over, which the answer says', async () => {
    const browser = await signedIn();
    browser.jar.set('vortex-access', accessToken({ lifetimeMs: -60_000 }));
    expect((await browser.ask(me)).errors?.[0]?.extensions).toMatchObject({ reason: 'token_expired' });
    browser.jar.set('vortex-access', `${accessToken().slice(0, -8)}AAAAAAAA`);
    expect((await browser.ask(me)).errors?.[0]?.extensions).toMatchObject({ reason: 'token_invalid' });
  });
});

describe('refreshing', () => {
  it('takes the token from the cookie, and puts the next one there', async () => {
    const browser = await signedIn();
    expect(browser.jar.get('vortex-refresh')).toBe('refresh-1');
    browser.jar.set('vortex-access', accessToken({ lifetimeMs: -60_000 }));
    const { data } = await browser.ask(refresh);
    expect(data?.['refreshToken']).toEqual({ accessToken: null, refreshToken: null });
    expect(browser.jar.get('vortex-refresh')).toBe('refresh-2');
    expect((await browser.ask(me)).errors).toBeUndefined();
  });

  it('is refused to a foreign page', async () => {
    const browser = await signedIn();
    const { errors } = await browser.ask(
      refresh,
      {},
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'cross_site_request' });
    expect(browser.jar.get('vortex-refresh')).toBe('refresh-1');
  });

  it('clears the cookies when the session is over, and says so without any', async () => {
    const browser = await signedIn();
    browser.jar.set('vortex-refresh', 'stale');
    expect((await browser.ask(refresh)).errors?.[0]?.extensions).toMatchObject({ reason: 'refresh_token_invalid' });
    expect(browser.jar.size).toBe(0);
    expect((await browser.ask(refresh)).errors?.[0]?.extensions).toMatchObject({ reason: 'sign_in_required' });
  });

  it('gives programs their tokens in the answer, and sets no cookie', async () => {
    const program = { 'x-vortex-session': undefined, origin: undefined, 'sec-fetch-site': undefined };
    const client = new Browser();
    const signedIn = await client.ask(login, { input: { username: 'admin', password } }, program);
    expect(signedIn.data?.['login']).toMatchObject({ accessToken: expect.any(String), refreshToken: 'refresh-1' });
    expect(logins.at(-1)).toMatchObject({ kind: 'SESSION_KIND_API' });
    const { data } = await client.ask(refresh, { token: 'refresh-1' }, program);
    expect(data?.['refreshToken']).toMatchObject({ accessToken: expect.any(String), refreshToken: 'refresh-2' });
    expect(client.jar.size).toBe(0);
    const missing = await client.ask(refresh, {}, program);
    expect(missing.errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      violations: [{ path: 'token', code: 'required' }],
    });
  });
});

describe('a WebSocket', () => {
  const metrics = 'subscription { systemMetrics { measuredAt } }';
  const open: Client[] = [];
  afterEach(async () => {
    for (const client of open.splice(0)) await client.dispose();
  });

  /** What following was refused with. Nothing once a result came. */
  async function refusal(headers: Record<string, string>): Promise<unknown> {
    class Socket extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    }
    const client = createClient({ url: core.url.replace('http', 'ws'), webSocketImpl: Socket, retryAttempts: 0 });
    open.push(client);
    try {
      for await (const { errors } of client.iterate({ query: metrics })) return errors;
      return undefined;
    } catch (error) {
      return error;
    }
  }

  it('is opened with the cookie by our own page, and by nobody else', async () => {
    const { cookies: cookie } = await signedIn();
    const origin = new URL(core.url).origin;
    expect(await refusal({ cookie, origin })).toBeUndefined();
    expect(await refusal({ cookie })).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await refusal({ cookie, origin: 'https://evil.example' })).toBeDefined();
  });

  it('is refused with a cookie that is over', async () => {
    const cookie = `vortex-access=${accessToken({ lifetimeMs: -60_000 })}`;
    expect(await refusal({ cookie, origin: new URL(core.url).origin })).toMatchObject({ code: 4403 });
  });
});
