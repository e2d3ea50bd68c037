import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const tenantId = newId();
const owner = accessToken({ tenantId });

it('a user shows its last twelve periods, the newest first, and only to those who may see the user', async () => {
  const ids: string[] = [];
  for (const username of ['ann', 'bob', 'cai']) {
    const query = 'mutation ($username: String!) { createUser(input: { username: $username }) { id } }';
    const { data } = await core.ask(query, { token: owner, variables: { username } });
    ids.push((data?.['createUser'] as { id: string }).id);
  }
  const db = core.get<Database>(Database);
  const insert = `INSERT INTO usage_period (user_id, tenant_id, started_at, ended_at, used_bytes, limit_bytes)
    SELECT $1, $2, d, d + interval '1 month', 100 + n, CASE WHEN n > 1 THEN 500 END
    FROM generate_series(1, $3::int) AS n, LATERAL (SELECT timestamptz '2025-01-01Z' + n * interval '1 month') AS s(d)`;
  await db.sql.execute(insert, [ids[0], tenantId, 14]);
  await db.sql.execute(insert, [ids[1], tenantId, 1]);
  const list = `{ users(sort: [{ field: USERNAME, direction: ASC }]) {
    nodes { usagePeriods { startedAt endedAt usedBytes limitBytes } } } }`;
  const query = jest.spyOn(db.sql, 'query');
  const { data, errors } = await core.ask(list, { token: owner });
  expect(query.mock.calls.filter(([sql]) => sql.includes('usage_period'))).toHaveLength(1);
  query.mockRestore();
  expect(errors).toEqual([]);
  const { nodes } = data?.['users'] as { nodes: { usagePeriods: { usedBytes: string }[] }[] };
  expect(nodes.map(({ usagePeriods }) => usagePeriods.map(({ usedBytes }) => usedBytes))).toEqual([
    Array.from({ length: 12 }, (_, n) => String(114 - n)),
    ['101'],
    [],
  ]);
  expect(nodes[1]?.usagePeriods[0]).toEqual({
    startedAt: '2025-02-01T00:00:00.000Z',
    endedAt: '2025-03-01T00:00:00.000Z',
    usedBytes: '101',
    limitBytes: null,
  });
  const one = 'query ($id: ID!) { user(id: $id) { usagePeriods { usedBytes } } }';
  const stranger = await core.ask(one, { token: accessToken(), variables: { id: ids[0] } });
  expect(stranger.data).toEqual({ user: null });
});
