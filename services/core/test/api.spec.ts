import { accessToken } from './access-tokens';
import { logins, password } from './stand-in-auth';
import { type GraphqlAnswer, post, type RunningCore, startCore } from './start-core';

let core: RunningCore;

beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken expiresAt account { username } } }';
const change = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken } }';
const status = '{ systemStatus { state } }';

describe('signing in', () => {
  it('exchanges a name and a password for a token, and tells auth where the person is', async () => {
    const variables = { input: { username: 'admin', password } };
    const { data, errors } = await core.ask(login, { variables });
    expect(errors).toEqual([]);
    expect(data?.['login']).toEqual({
      accessToken: expect.stringMatching(/^ey/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      account: { username: 'admin' },
    });
    expect(logins.at(-1)).toMatchObject({ username: 'admin', clientAddress: '127.0.0.1' });
  });

  it('says no more than that the credentials are wrong', async () => {
    const { data, errors } = await core.ask(login, { variables: { input: { username: 'admin', password: 'x' } } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'wrong_credentials' } }]);
  });

  it('works with an old token in the hand', async () => {
    const token = accessToken({ lifetimeMs: -60_000 });
    const { errors } = await core.ask(login, { token, variables: { input: { username: 'admin', password } } });
    expect(errors).toEqual([]);
  });

  it('keeps what broke inside to itself', async () => {
    const { errors } = await core.ask(login, { variables: { input: { username: 'admin', password: 'break' } } });
    expect(errors).toMatchObject([{ message: 'internal error', extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(errors)).not.toContain('secret-of-the-inside');
  });
});

describe('what an account may do', () => {
  const code = async (query: string, token?: string, variables?: object) =>
    (await core.ask(query, { token, variables })).errors[0]?.extensions ?? {};

  it('is nothing that needs an account, for a stranger', async () => {
    expect(await code('{ me { id } }')).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'sign_in_required' });
    expect(await code(status)).toMatchObject({ code: 'UNAUTHENTICATED' });
    const variables = { input: { currentPassword: password, newPassword: password } };
    expect(await code(change, undefined, variables)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is nothing for a token that is broken, forged or over', async () => {
    expect(await code(status, 'nonsense')).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'token_invalid' });
    const forged = accessToken().replace(/\.[^.]+$/, '.AAAA');
    expect(await code(status, forged)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'token_invalid' });
    const over = accessToken({ lifetimeMs: -60_000 });
    expect(await code(status, over)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'token_expired' });
  });

  it('is to look at itself and change its password while that is due', async () => {
    const token = accessToken({ mustChangePassword: true });
    expect(await code(status, token)).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'password_change_required' });
    expect((await core.ask('{ me { username } }', { token })).data).toEqual({ me: { username: 'admin' } });
    const variables = { input: { currentPassword: password, newPassword: password } };
    expect((await core.ask(change, { token, variables })).errors).toEqual([]);
  });

  it('is what its permissions say', async () => {
    const without = accessToken({ permissions: ['auth.account.read'] });
    expect(await code(status, without)).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'permission_missing' });
    const { data } = await core.ask(status, { token: accessToken({ permissions: ['system.status.read'] }) });
    expect(data).toEqual({ systemStatus: { state: 'OK' } });
  });
});

describe('a refused input', () => {
  it('is named as the client wrote it', async () => {
    const variables = { input: { currentPassword: password, newPassword: 'short' } };
    const { errors } = await core.ask(change, { token: accessToken(), variables });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      violations: [{ path: 'input.newPassword', code: 'too_short', message: 'Use at least 12 characters.' }],
    });
  });

  it('is refused before any resolver when it does not fit its type', async () => {
    const { errors } = await core.ask(login, { variables: { input: { username: 7 } } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the edge of the API', () => {
  const json = { 'content-type': 'application/json' };

  it('answers what is no GraphQL with what is wrong, without a word on the schema', async () => {
    expect((await core.ask('{ healthCheck {')).errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
    const { status: code, errors } = await core.ask('{ healthChek { state } }');
    expect(code).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(errors[0]?.message).not.toContain('healthCheck');
  });

  const reasonOf = ({ errors }: GraphqlAnswer) => errors[0]?.extensions['reason'];

  it.each([
    ['{', 'body_not_json'],
    ['', 'request_malformed'],
    ['[]', 'batches_not_supported'],
    ['null', 'body_not_json'],
    ['"text"', 'body_not_json'],
    ['{"query":7}', 'request_malformed'],
    ['{"variables":{}}', 'request_malformed'],
    ['{"query":"{ healthCheck { state } }","variables":[]}', 'request_malformed'],
  ])('refuses the body %s: %s', async (body, reason) => {
    const answer = await post(core.url, body, json);
    expect([answer.status, reasonOf(answer)]).toEqual([400, reason]);
    expect(answer.errors[0]?.extensions['code']).toBe('INVALID_INPUT');
  });

  it('refuses several operations in one request, and one that is too large', async () => {
    const one = { query: '{ healthCheck { state } }' };
    const batch = await post(core.url, JSON.stringify([one, one]), json);
    expect([batch.status, reasonOf(batch)]).toEqual([400, 'batches_not_supported']);
    const large = await post(core.url, JSON.stringify({ ...one, variables: { padding: 'x'.repeat(2_000_000) } }), json);
    expect([large.status, reasonOf(large)]).toEqual([413, 'body_too_large']);
  });

  it('refuses what a foreign page can send without asking', async () => {
    const query = '{"query":"{ healthCheck { state } }"}';
    const plain = await post(core.url, query, { 'content-type': 'text/plain' });
    expect([plain.status, reasonOf(plain)]).toEqual([415, 'content_type_not_json']);
    const read = await fetch(`${core.url}?query=${encodeURIComponent('{ healthCheck { state } }')}`);
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('does not change anything over GET', async () => {
    const query = `mutation { login(input: { username: "a", password: "b" }) { accessToken } }`;
    const before = logins.length;
    const headers = { 'apollo-require-preflight': '1' };
    const answer = await fetch(`${core.url}?query=${encodeURIComponent(query)}`, { headers });
    expect(answer.status).toBe(405);
    expect(logins).toHaveLength(before);
  });

  it('bounds what one operation asks', async () => {
    const aliases = Array.from({ length: 20 }, (_, n) => `a${n}: healthCheck { state }`).join(' ');
    const { errors } = await core.ask(`{ ${aliases} }`);
    expect(errors[0]?.extensions).toMatchObject({ reason: 'too_many_root_fields', facts: { most: '10' } });
    const tokens = await core.ask(`{ healthCheck { ${'state '.repeat(3_000)} } }`);
    expect(tokens.errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  it('shows the schema to accounts only, also through a fragment', async () => {
    const direct = '{ __schema { types { name } } }';
    const hidden = '{ ...map } fragment map on Query { __type(name: "Account") { name } }';
    for (const query of [direct, hidden]) {
      expect((await core.ask(query)).errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect((await core.ask(query, { token: accessToken({ permissions: [] }) })).errors).toEqual([]);
    }
    expect((await core.ask('{ __typename healthCheck { __typename } }')).errors).toEqual([]);
  });
});
