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
  for (const username of ['ann', 'bob']) {
    await core.ask('mutation ($u: String!) { createUser(input: { username: $u }) { id } }', {
      token,
      variables: { u: username },
    });
  }
  const ofApollo = await answer(query, variables, accept);
  for (let n = 0; n < 5; n++) await answer(query, variables, accept);
  expect(await answer(query, variables, accept)).toEqual(ofApollo);
});
