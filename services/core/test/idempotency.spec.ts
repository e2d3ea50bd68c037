import { newId } from '@vortex/kit';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;

beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id username createdAt } }';
const token = accessToken();
let names = 0;
const newName = () => `user-${++names}`;

const send = (username: string, key: string, options: { token?: string; query?: string } = {}) =>
  core.ask(options.query ?? create, {
    token: options.token ?? token,
    variables: { input: { username } },
    headers: { 'idempotency-key': key },
  });
const count = async (username: string) => {
  const query = 'query ($filter: UserFilter) { users(filter: $filter) { totalCount } }';
  const { data, errors } = await core.ask(query, { token, variables: { filter: { search: username } } });
  expect(errors).toEqual([]);
  return (data as { users: { totalCount: number } }).users.totalCount;
};

describe('a mutation under a key', () => {
  it('happens once, and answers the same however often it is sent', async () => {
    const [name, key] = [newName(), newId()];
    const first = await send(name, key);
    expect(first.errors).toEqual([]);
    expect((await send(name, key)).data).toEqual(first.data);
    expect(await count(name)).toBe(1);
  });

  it('happens once also when it is sent many times at once; who is too early hears so', async () => {
    const [name, key] = [newName(), newId()];
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(name, key)));
    const refused = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
    for (const extensions of refused) expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'in_progress' });
    expect(answers.length - refused.length).toBeGreaterThan(0);
    expect(await count(name)).toBe(1);
  });

  it('cannot be another one under the same key', async () => {
    const [name, key] = [newName(), newId()];
    await send(name, key);
    const other = await send(newName(), key);
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'idempotency_key_reused' });
    const query = create.replace('createdAt', 'status');
    expect((await send(name, key, { query })).errors[0]?.extensions).toMatchObject({
      reason: 'idempotency_key_reused',
    });
  });

  it('is another one for another account, and for none at all', async () => {
    const [name, key] = [newName(), newId()];
    expect((await send(name, key)).errors).toEqual([]);
    const stranger = await send(name, key, { token: accessToken() });
    expect(stranger.errors).toEqual([]);
    expect(stranger.data).not.toEqual((await send(name, key)).data);
    const unsigned = await core.ask(create, {
      variables: { input: { username: newName() } },
      headers: { 'idempotency-key': key },
    });
    expect(unsigned.errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('keeps no answer of a refusal, and asks for the permission every time', async () => {
    const [name, key] = [newName(), newId()];
    expect((await send('', key)).errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await send(name, key)).errors).toEqual([]);
    const denied = await send(newName(), key, { token: accessToken({ permissions: [] }) });
    expect(denied.errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('is refused with a key that is none', async () => {
    for (const key of ['with space', 'x'.repeat(129)]) {
      const { status, errors } = await send(newName(), key);
      expect(status).toBe(400);
      expect(errors[0]?.extensions).toMatchObject({ violations: [{ path: 'idempotency-key' }] });
    }
  });

  it('takes the key of the extensions, for those who cannot set a header', async () => {
    const name = newName();
    const body = JSON.stringify({
      query: create,
      variables: { input: { username: name } },
      extensions: { idempotencyKey: newId() },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const ask = async () => (await (await fetch(core.url, { method: 'POST', headers, body })).json()) as object;
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(await count(name)).toBe(1);
  });
});
