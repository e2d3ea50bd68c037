import { accessToken } from '../../../test/access-tokens';
import { type RunningCore, startCore } from '../../../test/start-core';

let core: RunningCore;
const token = accessToken();
beforeAll(async () => (core = await startCore()));
afterAll(() => core.close());

async function answer(query: string, variables: object, accept: string | undefined) {
  const response = await fetch(core.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(accept === undefined ? {} : { accept }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.text()).replace(/"traceId":"\w*"/g, '');
  return { status: response.status, type: response.headers.get('content-type'), body };
}

const users = 'query ($page: Pagination) { users(page: $page) { nodes { id username groups { name } } totalCount } }';
const sdk = 'application/graphql-response+json, application/json';

/** Apollo Server's own answer: so many words of what is taken are not the usual case. */
const ofApollo = (query: string, variables: object, accept: string) =>
  answer(query, variables, `${accept}, text/plain;q=0`);

beforeAll(async () => {
  const ask = async (query: string, variables: object) => {
    const { data, errors } = await core.ask(query, { token, variables });
    expect(errors).toEqual([]);
    return Object.values(data ?? {})[0] as { id: string };
  };
  const group = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
  const groupIds: string[] = [];
  for (const name of ['Básic "1"', 'Premium']) groupIds.push((await ask(group, { input: { name } })).id);
  const user = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
  const given = { limitBytes: '9007199254740993', expiresAt: '2030-02-28T23:59:59.120Z', deviceLimit: 3, zone: 'UTC' };
  await ask(user, { input: { username: 'ann' } });
  await ask(user, {
    input: { username: 'Дмитрий 🚀', note: 'a "quote"\\\n\u2028', tags: ['a,b', '{x}', 'null'], groupIds },
  });
  await ask(user, { input: { username: 'bob', groupIds: groupIds.slice(1), email: 'b@example.org', ...given } });
  await ask(user, { input: { username: 'carl', disabled: true, speedLimitUpKbps: 5, hold: { validitySeconds: 60 } } });
});

const row = `id tenantId username status limitBytes usedBytes lifetimeUsedBytes resetStrategy resetAnchor zone periodStartedAt
  nextResetAt expiresAt firstConnectedAt lastOnlineAt deviceLimit addressLimit note tags email telegramId createdAt updatedAt
  revision __typename groups { name id tenantId inboundIds isDefault createdAt updatedAt revision __typename }`;
const all = (args: string) =>
  `{ users${args} { nodes { ${row} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

it.each([
  all(''),
  all('(page: { first: 2 })'),
  all('(page: { last: 2 }, sort: [{ field: USERNAME, direction: ASC }])'),
  all('(sort: [{ field: STATUS, direction: DESC }, { field: USED_BYTES, direction: ASC }], page: { first: 3 })'),
  all('(filter: { search: "nobody" })'),
  all('(filter: { tags: ["null"] })'),
  '{ people: users { __typename total: totalCount edges { at: cursor node { name: username ...g } ...e } } } fragment g on User { groups { id } ... on User { groups { title: name } } } fragment e on UserEdge { __typename node { status name: username } }',
  'query named { users { pageInfo { __typename endCursor } nodes { id id } } }',
  '{ users { nodes { groups { inbounds { id } } } } }',
  '{ users { nodes { hold { until validitySeconds } speedLimitUpKbps devices { name } nextPlan { limitBytes } } } }',
  'query ($yes: Boolean = true) { users { nodes { id @skip(if: $yes) username @include(if: $yes) } } }',
  '{ users { totalCount } again: users { totalCount } }',
  '{ users(page: { after: "x" }, sort: [{ field: STATUS, direction: ASC }, { field: STATUS, direction: ASC }]) { totalCount } }',
])('writes what Apollo Server answers: %s', async (query) => {
  expect(await answer(query, {}, '*/*')).toEqual(await ofApollo(query, {}, '*/*'));
});

it('writes nothing for who may not read it', async () => {
  for (const shown of [undefined, accessToken({ permissions: ['core.group.read'] }), 'nonsense']) {
    const { data, errors } = await core.ask(
      '{ users(page: { first: 1 }) { nodes { id } } }',
      shown ? { token: shown } : {},
    );
    expect(data ?? null).toBeNull();
    expect(errors[0]?.extensions['code']).toMatch(/^(UNAUTHENTICATED|PERMISSION_DENIED)$/);
  }
});

it('writes to each tenant its own', async () => {
  const { data } = await core.ask(all(''), { token: accessToken() });
  expect(data).toMatchObject({ users: { nodes: [] } });
});

it.each([
  [users, {}, '*/*'],
  [users, { page: { first: 1 } }, 'application/json'],
  [users, { page: { first: 3 } }, sdk],
  [
    '{ users { edges { cursor node { ...u } } } } fragment u on User { hold { until } speedLimitUpKbps revision }',
    {},
    sdk,
  ],
  [users, { page: { first: 0 } }, '*/*'],
  [users, { page: { first: 'x' } }, '*/*'],
  [users, { page: { first: 'x' } }, sdk],
  ['query ($id: ID!) { user(id: $id) { id } one: users { totalCount } }', { id: 'nobody' }, '*/*'],
])('answers %s with %j for %s as Apollo Server has', async (query, variables, accept) => {
  for (let n = 0; n < 5; n++) await answer(query, variables, accept);
  expect(await answer(query, variables, accept)).toEqual(await ofApollo(query, variables, accept));
});
