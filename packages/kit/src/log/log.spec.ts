import { DomainError } from '../errors/domain-error';
import { createLog } from './log';

const canary = 'canary-7f3a9d';

function linesOf(write: (log: ReturnType<typeof createLog>) => void, format: 'json' | 'pretty' = 'json'): string {
  let text = '';
  write(createLog({ level: 'debug', format, destination: { write: (line) => (text += line) } }));
  return text;
}

class Refused extends DomainError {
  readonly kind = 'conflict';
}

const jwt = `eyJhbGciOiJFZERTQSJ9.${Buffer.from(`{"x":"${canary}"}`).toString('base64url')}.${canary}`;

describe.each(['json', 'pretty'] as const)('a log in %s', (format) => {
  it.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ['a secret field', (log) => log.info({ password: canary }, 'x')],
    ['a field the contracts mark', (log) => log.info({ accessToken: canary }, 'x')],
    ['a field of any depth', (log) => log.info({ a: [{ b: { c: { newPassword: canary } } }] }, 'x')],
    ['other spellings', (log) => log.info({ 'Set-Cookie': canary, api_key: canary, PRIVATE_KEY: canary }, 'x')],
    ['names that end so', (log) => log.info({ botToken: canary, smtpPassword: canary, clientSecret: canary }, 'x')],
    ['headers', (log) => log.info({ headers: { authorization: `Bearer ${canary}`, cookie: canary } }, 'x')],
    ['a map', (log) => log.info({ map: new Map([['secret', canary]]) }, 'x')],
    ['bytes', (log) => log.info({ bytes: Buffer.from(canary) }, 'x')],
    ['a link in a field', (log) => log.info({ url: `/sub/${canary}?format=clash` }, 'x')],
    ['a link in the message', (log) => log.info({}, `GET /sub/${canary} answered`)],
    ['a bearer token in a message', (log) => log.info({}, `sent Bearer ${canary}`)],
    ['a token in a text', (log) => log.info({ note: `got ${jwt}` }, 'x')],
    ['a password in a URL', (log) => log.info({ url: `postgres://vortex:${canary}@db:5432/x` }, 'x')],
    ['a token in a query', (log) => log.info({ url: `/callback?access_token=${canary}&a=1` }, 'x')],
    ['an error', (log) => log.error({ err: new Error(`connect postgres://u:${canary}@db`) }, 'x')],
    ['fields of an error', (log) => log.error({ err: Object.assign(new Error('x'), { password: canary }) }, 'x')],
    ['causes', (log) => log.error({ err: new Error('x', { cause: new Error(`Bearer ${canary}`) }) }, 'x')],
    ['an error as the first argument', (log) => log.error(new Error(`/sub/${canary}`) as never)],
    ['bindings of a child', (log) => log.child({ token: canary, a: { secret: canary } }).info({}, 'x')],
  ])('does not show %s', (_what, write) => {
    const lines = linesOf(write, format);
    expect(lines).not.toBe('');
    expect(lines).not.toContain(canary);
  });
});

it('keeps what is harmless', () => {
  const at = new Date(0);
  const line = linesOf((log) => log.info({ count: 3, name: 'ann', at, big: 5n, tokens: 2, list: [1] }, 'hello'));
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    msg: 'hello',
    count: 3,
    name: 'ann',
    at: at.toISOString(),
    big: '5',
    tokens: 2,
    list: [1],
  });
});

it('tells an error with its name, its code and its cause', () => {
  const line = linesOf((log) => log.error({ err: new Error('x', { cause: new Refused('taken', { id: '7' }) }) }, 'no'));
  expect(JSON.parse(line)).toMatchObject({
    err: { type: 'Error', cause: { type: 'Refused', code: 'taken', facts: { id: '7' } } },
  });
});

it('survives what cannot be written', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  expect(linesOf((log) => log.info({ loop, fn: () => 1 }, 'x'))).toContain('"[cut]"');
});
