import { newId } from '@vortex/kit';
import { accessToken, type TokenOptions } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const tenantId = newId();
const owner = accessToken({ tenantId });
const as = (options: TokenOptions) => accessToken({ tenantId, ...options });

type Fields = Record<string, unknown>;
const ask = async (query: string, variables: object = {}, token = owner) => {
  const { data, errors } = await core.ask(query, { token, variables });
  expect(errors).toEqual([]);
  return (data ?? {}) as Record<string, Fields>;
};
const failure = async (query: string, variables: object = {}, token = owner) =>
  (await core.ask(query, { token, variables })).errors[0]?.extensions ?? {};

const createUser = 'mutation ($input: CreateUserInput!) { user: createUser(input: $input) { id } }';
const updateUser = 'mutation ($id: ID!, $input: UpdateUserInput!) { user: updateUser(id: $id, input: $input) { id } }';
const create = async (input: object, token = owner) =>
  (await ask(createUser, { input }, token))['user'] as { id: string };
let counter = 0;
const name = () => `user-${++counter}`;
const everything = `query ($id: ID!) { user(id: $id) {
  status note revision groups { id } devices { id credentials { vlessId } } subscriptionLink { token generation } } }`;
const seen = async (id: string, token = owner) => (await ask(everything, { id }, token))['user'] as Fields;

describe('what belongs to others', () => {
  const foreign = accessToken({ tenantId: newId() });

  it('is nowhere, whatever one does to it', async () => {
    const { id } = await create({ username: 'hidden one' });
    const device = ((await seen(id))['devices'] as { id: string }[])[0]?.id;
    const link = (await seen(id))['subscriptionLink'];
    for (const stranger of [foreign, as({ ownRowsOnly: true })]) {
      expect((await ask(everything, { id }, stranger))['user']).toBeNull();
      for (const filter of [{}, { ids: [id] }, { search: 'hidden' }, { usernames: ['hidden one'] }]) {
        const list = 'query ($filter: UserFilter) { users(filter: $filter) { nodes { id } totalCount } }';
        expect((await ask(list, { filter }, stranger))['users']).toEqual({ nodes: [], totalCount: 0 });
      }
      for (const mutation of [
        'updateUser(id: $id, input: { note: "x" }) { id }',
        'deleteUser(id: $id)',
        'enableUser(id: $id) { id }',
        'disableUser(id: $id) { id }',
        'resetUserUsage(id: $id) { id }',
        'startUser(id: $id) { id }',
        'holdUser(id: $id, input: { validitySeconds: 1 }) { id }',
        'rotateSubscriptionLink(id: $id) { id }',
        'rotateCredentials(id: $id) { id }',
        'addWireguardDevice(userId: $id, name: "x") { id }',
      ]) {
        const extensions = await failure(`mutation ($id: ID!) { ${mutation} }`, { id }, stranger);
        expect([mutation, extensions['code']]).toEqual([mutation, 'NOT_FOUND']);
      }
      for (const mutation of [
        'renameDevice(id: $id, name: "x") { id }',
        'revokeDevice(id: $id) { id }',
        'restoreDevice(id: $id) { id }',
        'deleteDevice(id: $id)',
        'rotateDeviceCredentials(id: $id) { id }',
      ]) {
        const extensions = await failure(`mutation ($id: ID!) { ${mutation} }`, { id: device }, stranger);
        expect([mutation, extensions['code']]).toEqual([mutation, 'NOT_FOUND']);
      }
    }
    expect(await seen(id)).toMatchObject({ revision: 1, subscriptionLink: link });
  });

  it('has names of its own', async () => {
    await create({ username: 'shared name' });
    await create({ username: 'shared name' }, foreign);
  });

  it('is a secret to whoever may only read', async () => {
    const { id } = await create({ username: name() });
    const reader = as({ permissions: ['core.user.read'] });
    for (const field of ['subscriptionLink { token }', 'devices { credentials { vlessId } }']) {
      const query = `query ($id: ID!) { user(id: $id) { ${field} } }`;
      expect(await failure(query, { id }, reader)).toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });

  it('is not made by one who sees only its own, except as its own', async () => {
    const customer = as({ ownRowsOnly: true });
    const { id } = await create({ username: name() }, customer);
    expect(await seen(id, customer)).toMatchObject({ status: 'ACTIVE' });
    const move = { id, input: { note: 'still mine' } };
    await ask(updateUser, move, customer);
    expect(await seen(id, customer)).toMatchObject({ note: 'still mine' });
    const group = 'mutation { createGroup(input: { name: "mine" }) { id } }';
    expect(await failure(group, {}, customer)).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
