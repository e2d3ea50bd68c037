import { AuditRecorded } from '@vortex/contracts/auth';
import { UserChanged, UserDeleted } from '@vortex/contracts/core';
import { newId } from '@vortex/kit';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';
import { toldEvents } from './told-events';

let core: RunningCore;
let told: Awaited<ReturnType<typeof toldEvents>>;
beforeAll(async () => {
  core = await startCore();
  told = await toldEvents(core);
});
afterAll(() => core.close());

const tenantId = newId();
const owner = accessToken({ tenantId });

type Fields = Record<string, unknown>;
const ask = async (query: string, variables: object = {}, token = owner) => {
  const { data, errors } = await core.ask(query, { token, variables });
  if (errors.length > 0) throw Object.assign(new Error(JSON.stringify(errors)), { extensions: errors[0]?.extensions });
  return (data ?? {}) as Record<string, Fields>;
};
const failure = async (query: string, variables: object = {}, token = owner) =>
  (await core.ask(query, { token, variables })).errors[0]?.extensions ?? {};

const createUser = 'mutation ($input: CreateUserInput!) { user: createUser(input: $input) { id username revision } }';
const updateUser =
  'mutation ($id: ID!, $input: UpdateUserInput!) { user: updateUser(id: $id, input: $input) { id status revision } }';
const create = async (input: object, token = owner) =>
  (await ask(createUser, { input }, token))['user'] as { id: string };
let counter = 0;
const name = () => `user-${++counter}`;
const everything = `query ($id: ID!) { user(id: $id) {
  id tenantId username status hold { validitySeconds until } limitBytes usedBytes lifetimeUsedBytes resetStrategy zone
  nextResetAt expiresAt deviceLimit speedLimitUpKbps note tags email telegramId revision
  nextPlan { limitBytes durationSeconds resetStrategy carryOver }
  groups { id name userCount } devices { id kind credentials { vlessId } } account { id username }
  subscriptionLink { token generation } } }`;
const seen = async (id: string, token = owner) => (await ask(everything, { id }, token))['user'] as Fields;
const violations = async (query: string, variables: object) =>
  ((await failure(query, variables))['violations'] as { path: string; code: string }[]).map(({ path, code }) => [
    path,
    code,
  ]);

describe('a new user', () => {
  it('needs nothing but a name', async () => {
    const { id } = await create({ username: 'Анна 張' });
    expect(await seen(id)).toMatchObject({
      username: 'Анна 張',
      tenantId,
      status: 'ACTIVE',
      limitBytes: null,
      usedBytes: '0',
      resetStrategy: 'NONE',
      expiresAt: null,
      groups: [],
      devices: [{ kind: 'DEFAULT', credentials: { vlessId: expect.stringMatching(/^[0-9a-f-]{36}$/) } }],
      account: null,
      subscriptionLink: { token: expect.stringMatching(/^[0-9A-Za-z]{33}$/), generation: 1 },
      revision: 1,
    });
  });

  it('gets the default groups, unless it is given others', async () => {
    const tenant = accessToken({ tenantId: newId() });
    const group = 'mutation ($input: CreateGroupInput!) { group: createGroup(input: $input) { id } }';
    const made = async (input: object) => (await ask(group, { input }, tenant))['group']?.['id'];
    const [usual, other] = [await made({ name: 'usual', isDefault: true }), await made({ name: 'other' })];
    const groupsOf = async (input: object) => {
      const { id } = await create({ username: name(), ...input }, tenant);
      return (await seen(id, tenant))['groups'];
    };
    expect(await groupsOf({})).toEqual([{ id: usual, name: 'usual', userCount: 1 }]);
    expect(await groupsOf({ groupIds: [other, usual] })).toHaveLength(2);
    expect(await groupsOf({ groupIds: [] })).toEqual([]);
  });

  it('may be told everything at once', async () => {
    const input = {
      username: name(),
      limitBytes: '9223372036854775807',
      resetStrategy: 'MONTH',
      zone: 'Europe/Berlin',
      hold: { validitySeconds: 60, until: '2099-01-01T00:00:00.000Z' },
      deviceLimit: 2,
      speedLimitUpKbps: 2_000_000_000,
      note: ' two\nlines ',
      tags: ['vip', 'vip', 'eu'],
      email: 'a@example.org',
      telegramId: '@ann_b',
      nextPlan: { limitBytes: '5', durationSeconds: 7 },
    };
    const { id } = await create(input);
    const user = await seen(id);
    expect(user).toMatchObject({
      ...input,
      status: 'ON_HOLD',
      note: 'two\nlines',
      tags: ['vip', 'eu'],
      nextPlan: { limitBytes: '5', durationSeconds: 7, resetStrategy: 'NONE', carryOver: false },
    });
    expect(user['nextResetAt']).toMatch(/^20\d\d-\d\d-(01|30|31)T/);
  });
});

describe('what is wrong with a user', () => {
  it('is said at its exact places, all at once', async () => {
    const group = newId();
    const input = {
      username: 'a\u202eb',
      limitBytes: '1',
      zone: 'Mars/Olympus',
      expiresAt: '0000-01-01T00:00:00Z',
      hold: { validitySeconds: 0 },
      deviceLimit: -1,
      speedLimitUpKbps: 0,
      note: 'x'.repeat(2_001),
      tags: ['ok', '', 'nul\u0000'],
      email: 'nobody',
      telegramId: 'x',
      accountId: 'me',
      groupIds: [group, 'x'],
      nextPlan: { durationSeconds: 0 },
    };
    expect((await violations(createUser, { input })).sort()).toEqual(
      [
        ['input.username', 'unwanted_character'],
        ['input.zone', 'unknown_zone'],
        ['input.expiresAt', 'excluded'],
        ['input.expiresAt', 'out_of_range'],
        ['input.hold.validitySeconds', 'out_of_range'],
        ['input.deviceLimit', 'out_of_range'],
        ['input.speedLimitUpKbps', 'out_of_range'],
        ['input.note', 'too_long'],
        ['input.tags[1]', 'too_short'],
        ['input.tags[2]', 'unwanted_character'],
        ['input.email', 'not_an_email'],
        ['input.telegramId', 'not_a_telegram_id'],
        ['input.accountId', 'not_an_id'],
        ['input.groupIds[1]', 'not_an_id'],
        ['input.nextPlan.durationSeconds', 'out_of_range'],
      ].sort(),
    );
  });

  it('is a group or an account that is not there, or of another tenant', async () => {
    const group = 'mutation { group: createGroup(input: { name: "foreign" }) { id } }';
    const foreign = (await ask(group, {}, accessToken({ tenantId: newId() })))['group']?.['id'];
    const input = { username: name(), groupIds: [foreign], accountId: newId() };
    expect(await violations(createUser, { input })).toEqual([
      ['input.groupIds[0]', 'unknown'],
      ['input.accountId', 'unknown'],
    ]);
  });

  it.each([
    ['', 'too_short'],
    [' \t ', 'too_short'],
    ['x'.repeat(65), 'too_long'],
    ['\ud800', 'unwanted_character'],
  ])('is the name %j', async (username, code) =>
    expect(await violations(createUser, { input: { username } })).toEqual([['input.username', code]]),
  );

  it('is a name another has, also when both come at once', async () => {
    const username = name();
    const answers = await Promise.all(
      [username, username.toUpperCase(), ` ${username}`].map((text) =>
        failure(createUser, { input: { username: text } }),
      ),
    );
    const refused = answers.filter((extensions) => 'code' in extensions);
    expect(refused).toHaveLength(2);
    for (const extensions of refused) {
      expect(extensions).toMatchObject({
        code: 'CONFLICT',
        reason: 'username_taken',
        violations: [{ path: 'input.username', code: 'taken' }],
      });
    }
    const other = await create({ username: name() });
    expect(await failure(updateUser, { id: other.id, input: { username } })).toMatchObject({
      reason: 'username_taken',
    });
  });

  it('is a limit no number can hold', async () => {
    for (const limitBytes of ['-1', '9223372036854775808', 5]) {
      const input = { username: name(), limitBytes };
      expect(await failure(createUser, { input })).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describe('a changed user', () => {
  it('keeps what was not said, and loses what was said to be none', async () => {
    const { id } = await create({ username: name(), note: 'old', limitBytes: '7', tags: ['a'], deviceLimit: 1 });
    await ask(updateUser, { id, input: { note: null, limitBytes: null, expiresAt: '2000-01-01T00:00:00Z' } });
    expect(await seen(id)).toMatchObject({
      note: '',
      limitBytes: null,
      tags: ['a'],
      deviceLimit: 1,
      status: 'EXPIRED',
      revision: 2,
    });
  });

  it('is refused to whoever looked at an older revision', async () => {
    const { id } = await create({ username: name() });
    await ask(updateUser, { id, input: { note: 'first', expectedRevision: 1 } });
    expect(await failure(updateUser, { id, input: { note: 'second', expectedRevision: 1 } })).toMatchObject({
      code: 'CONFLICT',
      reason: 'changed_meanwhile',
      violations: [{ path: 'input.expectedRevision' }],
    });
    expect(await seen(id)).toMatchObject({ note: 'first' });
  });

  it('is disabled and enabled, held and started', async () => {
    const { id } = await create({ username: name(), limitBytes: '0' });
    const does = async (mutation: string) =>
      (await ask(`mutation ($id: ID!) { user: ${mutation} { status } }`, { id }))['user']?.['status'];
    expect(await does('disableUser(id: $id)')).toBe('DISABLED');
    expect(await does('enableUser(id: $id)')).toBe('LIMITED');
    expect(await does('holdUser(id: $id, input: { validitySeconds: 60 })')).toBe('ON_HOLD');
    await ask(updateUser, { id, input: { limitBytes: '1' } });
    expect(await does('startUser(id: $id)')).toBe('ACTIVE');
    expect(await failure('mutation ($id: ID!) { startUser(id: $id) { id } }', { id })).toMatchObject({
      reason: 'user_not_on_hold',
    });
    expect(await does('resetUserUsage(id: $id)')).toBe('ACTIVE');
  });

  it('has a new link and new credentials once they are rotated', async () => {
    const { id } = await create({ username: name() });
    const before = await seen(id);
    await ask('mutation ($id: ID!) { rotateSubscriptionLink(id: $id) { id } }', { id });
    await ask('mutation ($id: ID!) { rotateCredentials(id: $id) { id } }', { id });
    const after = await seen(id);
    expect(after['subscriptionLink']).toMatchObject({ generation: 2 });
    expect((after['subscriptionLink'] as Fields)['token']).not.toBe((before['subscriptionLink'] as Fields)['token']);
    expect(after['devices']).not.toEqual(before['devices']);
    await ask('mutation ($id: ID!) { rotateCredentials(id: $id, protocols: [TROJAN]) { id } }', { id });
    expect((await seen(id))['devices']).toEqual(after['devices']);
  });

  it('is gone once it is deleted, and only once', async () => {
    const { id } = await create({ username: name() });
    const remove = 'mutation ($id: ID!) { deleteUser(id: $id) }';
    expect(await ask(remove, { id })).toEqual({ deleteUser: true });
    expect((await ask(everything, { id }))['user']).toBeNull();
    expect(await failure(remove, { id })).toMatchObject({ code: 'NOT_FOUND', reason: 'user_not_found' });
  });
});

describe('devices', () => {
  it('are added, named, revoked, given other credentials and forgotten, but the default one stays', async () => {
    const { id } = await create({ username: name() });
    const add = 'mutation ($id: ID!) { device: addWireguardDevice(userId: $id, name: "phone") { id kind name } }';
    const device = (await ask(add, { id }))['device'] as { id: string };
    expect(device).toMatchObject({ kind: 'WIREGUARD', name: 'phone' });
    const does = async (mutation: string) =>
      (
        await ask(
          `mutation ($id: ID!) { device: ${mutation} { name revokedAt revision credentials { vlessId wireguardPublicKey } } }`,
          device,
        )
      )['device'] as Fields & { credentials: Fields };
    expect(await does('renameDevice(id: $id, name: "laptop")')).toMatchObject({ name: 'laptop', revision: 2 });
    expect((await does('revokeDevice(id: $id)'))['revokedAt']).toEqual(expect.any(String));
    const restored = await does('restoreDevice(id: $id)');
    expect(restored['revokedAt']).toBeNull();
    const rotated = await does('rotateDeviceCredentials(id: $id, protocols: [VLESS])');
    expect(rotated.credentials['vlessId']).not.toBe(restored.credentials['vlessId']);
    expect(rotated.credentials['wireguardPublicKey']).toBe(restored.credentials['wireguardPublicKey']);
    const remove = 'mutation ($id: ID!) { deleteDevice(id: $id) }';
    expect(await ask(remove, device)).toEqual({ deleteDevice: true });
    const [usual] = (await seen(id))['devices'] as { id: string }[];
    expect(await failure(remove, usual)).toMatchObject({ reason: 'default_device_stays' });
  });
});

describe('a change', () => {
  it('is told and recorded with it, and never a secret', async () => {
    const username = name();
    const { id } = await create({ username, limitBytes: '9' });
    const { subscriptionLink, devices } = await seen(id);
    await ask(updateUser, { id, input: { note: 'hello', deviceLimit: 3 } });
    await ask('mutation ($id: ID!) { rotateCredentials(id: $id) { id } }', { id });
    await ask('mutation ($id: ID!) { deleteUser(id: $id) }', { id });

    const changes = (await told(UserChanged)).filter(({ userId }) => userId === id);
    expect(changes).toMatchObject([
      { tenantId, username, revision: 1n, limitBytes: 9n, credentialsRevision: 1n, groupIds: [] },
      { revision: 2n, deviceLimit: 3, credentialsRevision: 1n },
      { revision: 3n, credentialsRevision: 3n },
    ]);
    expect((await told(UserDeleted)).at(-1)).toEqual({ userId: id, tenantId, revision: 4n });

    const records = (await told(AuditRecorded)).filter(({ subject }) => subject?.ids.includes(id));
    expect(records.map(({ action }) => action)).toEqual([
      'core.user.create',
      'core.user.update',
      'core.user.credentials',
      'core.user.delete',
    ]);
    expect(JSON.parse(records[1]?.afterJson ?? '')).toEqual({ note: 'hello', deviceLimit: 3, revision: '2' });
    const secrets = [
      (subscriptionLink as Fields)['token'],
      ((devices as Fields[])[0]?.['credentials'] as Fields)['vlessId'],
    ];
    const everything = JSON.stringify([changes, records], (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('that is refused is not told', async () => {
    const { id } = await create({ username: name() });
    const before = (await told(UserChanged)).length;
    await failure(updateUser, { id, input: { expectedRevision: 9 } });
    await failure(updateUser, { id, input: { groupIds: [newId()] } });
    expect(await told(UserChanged)).toHaveLength(before);
  });
});

describe('a list of users', () => {
  const mine = accessToken({ tenantId: newId() });
  const users = `query ($filter: UserFilter, $sort: [UserSort!], $page: Pagination) {
    users(filter: $filter, sort: $sort, page: $page) {
      nodes { username groups { name } } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
  interface Page {
    nodes: { username: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  }
  const page = async (variables: object) => (await ask(users, variables, mine))['users'] as unknown as Page;

  beforeAll(async () => {
    for (const username of ['ann', 'bob', 'cai', 'dee', 'eve'])
      await create({ username, tags: [username.slice(0, 1)] }, mine);
  });

  it('is walked page by page', async () => {
    const sort = [{ field: 'USERNAME', direction: 'ASC' }];
    const first = await page({ sort, page: { first: 2 } });
    expect(first).toMatchObject({ nodes: [{ username: 'ann' }, { username: 'bob' }], totalCount: 5 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const next = await page({ sort, page: { first: 5, after: first.pageInfo.endCursor } });
    expect(next.nodes.map(({ username }) => username)).toEqual(['cai', 'dee', 'eve']);
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('is filtered, searched and counted alike', async () => {
    expect(await page({ filter: { search: 'DE' } })).toMatchObject({ nodes: [{ username: 'dee' }], totalCount: 1 });
    expect(await page({ filter: { tags: ['a'], statuses: ['ACTIVE'] } })).toMatchObject({ totalCount: 1 });
    expect(await page({ filter: { statuses: [] } })).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it('is refused with what is wrong in its arguments', async () => {
    const wrong = async (variables: object) => await violations(users, variables);
    expect(await wrong({ page: { first: 0, after: 'x' } })).toEqual([
      ['page.first', 'out_of_range'],
      ['page.after', 'not_a_cursor'],
    ]);
    expect(await wrong({ filter: { ids: ['x'], search: '\u0000' } })).toEqual([
      ['filter.ids[0]', 'not_an_id'],
      ['filter.search', 'unwanted_character'],
    ]);
    const byName = { field: 'USERNAME', direction: 'ASC' };
    expect(await wrong({ sort: [byName, byName] })).toEqual([['sort[1].field', 'duplicate']]);
  });
});
