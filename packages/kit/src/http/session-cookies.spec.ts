import { isFromOwnPage, isSocketOfOwnPage, SessionCookies } from './session-cookies';

const secure = 'https://panel.example';

describe('the cookies of a session', () => {
  it('are out of reach of scripts, of other sites and, over https, of plain http and neighbouring hosts', () => {
    const [access, refresh] = new SessionCookies(secure).write({ access: 'a', refresh: 'r' }, 60.5);
    const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=60';
    expect(access).toBe(`__Host-vortex-access=a; ${attributes}`);
    expect(refresh).toBe(`__Host-vortex-refresh=r; ${attributes}`);
  });

  it('do without the prefix, which needs https, where there is none', () => {
    const [access] = new SessionCookies('http://panel.example').write({ access: 'a' }, 60);
    expect(access).toBe('vortex-access=a; Path=/; HttpOnly; SameSite=Strict; Max-Age=60');
  });

  it('are read among others, under their own names only', () => {
    const cookies = new SessionCookies(secure);
    const header = 'theme=dark; __Host-vortex-access=a.b=c; vortex-refresh=planted; __Host-vortex-refresh=r';
    expect(cookies.read(header)).toEqual({ access: 'a.b=c', refresh: 'r' });
    expect(cookies.read(undefined)).toEqual({});
  });

  it('are forgotten by the browser when they are cleared', () => {
    for (const cookie of new SessionCookies(undefined).clear()) expect(cookie).toMatch(/=; .*Max-Age=0$/);
  });
});

describe('a request is of our own page', () => {
  const own = { 'x-vortex-session': 'cookie', host: 'panel.example', origin: secure, 'sec-fetch-site': 'same-origin' };
  const check = (headers: Record<string, string | undefined>, method = 'POST') =>
    isFromOwnPage({ method, headers: { ...own, ...headers } }, secure);

  it.each([
    ['as browsers send it', {}],
    ['as older ones do, which say nothing of the site', { 'sec-fetch-site': undefined }],
    ['without an Origin, when the browser says that it is the same', { origin: undefined }],
  ])('%s', (_, headers) => expect(check(headers)).toBe(true));

  it.each([
    ['without the header', { 'x-vortex-session': undefined }],
    ['from a foreign page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'from a foreign page that an older browser shows',
      { origin: 'https://evil.example', 'sec-fetch-site': undefined },
    ],
    ['from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['from the same host over plain http', { origin: 'http://panel.example', 'sec-fetch-site': undefined }],
    ['from a page without an origin', { origin: 'null', 'sec-fetch-site': undefined }],
    ['from nobody knows where', { origin: undefined, 'sec-fetch-site': undefined }],
  ])('but not %s', (_, headers) => expect(check(headers)).toBe(false));

  it('also when its script fetches a file', () => {
    expect(check({ origin: undefined }, 'GET')).toBe(true);
    // What a link or an image sends.
    expect(check({ origin: undefined, 'x-vortex-session': undefined }, 'GET')).toBe(false);
  });

  it('but never by another method', () => expect(check({}, 'PUT')).toBe(false));
});

it('a WebSocket is of our own page when a browser says so', () => {
  const check = (origin?: string) =>
    isSocketOfOwnPage({ method: 'GET', headers: { host: 'panel.example', origin } }, secure);
  expect(check(secure)).toBe(true);
  expect(check('https://evil.example')).toBe(false);
  expect(check()).toBe(false);
});
