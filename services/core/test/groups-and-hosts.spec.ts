import { GroupChanged, GroupDeleted } from '@vortex/contracts/core';
import { newId } from '@vortex/kit';
import { accessToken } from './access-tokens';
import { type GraphqlAnswer, type RunningCore, startCore } from './start-core';
import { databaseOf, toldEvents } from './told-events';

let core: RunningCore;
let told: Awaited<ReturnType<typeof toldEvents>>;
beforeAll(async () => {
  core = await startCore();
  told = await toldEvents(core);
});
afterAll(() => core.close());

const tenantId = newId();
const owner = accessToken({ tenantId });
const foreign = accessToken({ tenantId: newId() });
const customer = accessToken({ tenantId, ownRowsOnly: true });

const ask = async (query: string, variables: object = {}, token = owner) => {
  const { data, errors } = await core.ask(query, { token, variables });
  expect(errors).toEqual([]);
  return data ?? {};
};
const failure = async (query: string, variables: object = {}, token = owner) =>
  firstOf(await core.ask(query, { token, variables }));
const firstOf = ({ errors }: GraphqlAnswer) => errors[0]?.extensions ?? {};
const places = (extensions: object) =>
  (extensions as { violations: { path: string; code: string }[] }).violations.map(({ path, code }) => [path, code]);

/** As nodes tells of one. */
async function inbound(fields: { tenantId?: string; shared?: boolean } = {}): Promise<string> {
  const id = newId();
  await databaseOf(core).sql.execute(
    `INSERT INTO projected_inbound (id, tenant_id, server_id, tag, protocol, network, security, port, last_port, enabled,
       shared, removed, revision)
     VALUES ($1, $2, $3, 'in', 'VLESS', 'RAW', 'NONE', 443, 443, true, $4, false, 1)`,
    [id, fields.tenantId ?? tenantId, newId(), fields.shared ?? false],
  );
  return id;
}
const createGroup = 'mutation ($input: CreateGroupInput!) { group: createGroup(input: $input) { id name revision } }';
const updateGroup =
  'mutation ($id: ID!, $input: UpdateGroupInput!) { group: updateGroup(id: $id, input: $input) { name revision inboundIds } }';
const createHost =
  'mutation ($input: CreateHostInput!) { host: createHost(input: $input) { id position enabled weight } }';
const updateHost =
  'mutation ($id: ID!, $input: UpdateHostInput!) { host: updateHost(id: $id, input: $input) { remark sni path revision } }';

describe('a group', () => {
  it('is made, changed as of its revision, and deleted', async () => {
    const inboundId = await inbound({ tenantId: newId(), shared: true });
    const { group } = (await ask(createGroup, { input: { name: 'Basic' } })) as { group: { id: string } };
    expect(group).toMatchObject({ name: 'Basic', revision: 1 });
    const input = { inboundIds: [inboundId], expectedRevision: 1 };
    expect(await ask(updateGroup, { id: group.id, input })).toEqual({
      group: { name: 'Basic', revision: 2, inboundIds: [inboundId] },
    });
    expect(await failure(updateGroup, { id: group.id, input })).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await ask('mutation ($id: ID!) { deleteGroup(id: $id) }', group)).toEqual({ deleteGroup: true });
    expect(await ask('query ($id: ID!) { group(id: $id) { id } }', group)).toEqual({ group: null });
  });

  it('has a name of its own, and inbounds that are there', async () => {
    await ask(createGroup, { input: { name: 'Gold' } });
    expect(await failure(createGroup, { input: { name: ' gold ' } })).toMatchObject({
      code: 'CONFLICT',
      reason: 'group_name_taken',
      violations: [{ path: 'input.name' }],
    });
    const inboundIds = [await inbound(), await inbound({ tenantId: newId() }), newId()];
    expect(places(await failure(createGroup, { input: { name: 'Lost', inboundIds } }))).toEqual([
      ['input.inboundIds[1]', 'unknown'],
      ['input.inboundIds[2]', 'unknown'],
    ]);
    expect(places(await failure(createGroup, { input: { name: '', inboundIds: ['x'] } }))).toEqual([
      ['input.name', 'too_short'],
      ['input.inboundIds[0]', 'not_an_id'],
    ]);
  });

  it('is listed by name, found by a part of it, and counted', async () => {
    const token = accessToken({ tenantId: newId() });
    for (const name of ['c', 'a', 'b%']) await ask(createGroup, { input: { name } }, token);
    const list = `query ($search: String) { groups(search: $search, sort: [{ field: NAME, direction: ASC }], page: { first: 2 }) {
      nodes { name } totalCount pageInfo { hasNextPage } } }`;
    expect(await ask(list, {}, token)).toEqual({
      groups: { nodes: [{ name: 'a' }, { name: 'b%' }], totalCount: 3, pageInfo: { hasNextPage: true } },
    });
    expect(await ask(list, { search: '%' }, token)).toMatchObject({
      groups: { nodes: [{ name: 'b%' }], totalCount: 1 },
    });
  });

  it('is nowhere for another tenant, and nothing to change for a customer', async () => {
    const { group } = (await ask(createGroup, { input: { name: 'Mine' } })) as { group: { id: string } };
    for (const token of [foreign, customer]) {
      expect(await ask('query ($id: ID!) { group(id: $id) { id } }', group, token)).toEqual({ group: null });
      expect(await ask('{ groups { nodes { id } totalCount } }', {}, token)).toEqual({
        groups: { nodes: [], totalCount: 0 },
      });
      for (const mutation of ['updateGroup(id: $id, input: { name: "x" }) { id }', 'deleteGroup(id: $id)']) {
        const { code } = (await failure(`mutation ($id: ID!) { ${mutation} }`, group, token)) as { code: string };
        expect(code).toBe(token === foreign ? 'NOT_FOUND' : 'PERMISSION_DENIED');
      }
    }
  });

  it('tells others what it gives, in the transaction of its change', async () => {
    const inboundIds = [await inbound()];
    const { group } = (await ask(createGroup, { input: { name: 'Told' } })) as { group: { id: string } };
    await failure(createGroup, { input: { name: 'told' } });
    await ask(updateGroup, { id: group.id, input: { inboundIds } });
    await ask('mutation ($id: ID!) { deleteGroup(id: $id) }', group);
    const ofThis = { groupId: group.id, tenantId };
    expect((await told(GroupChanged)).slice(-2)).toEqual([
      { ...ofThis, revision: 1n, inboundIds: [] },
      { ...ofThis, revision: 2n, inboundIds },
    ]);
    expect((await told(GroupDeleted)).at(-1)).toEqual({ ...ofThis, revision: 3n });
  });
});

describe('a host', () => {
  const made = async (remark: string) => {
    const input = { remark, addresses: ['a.example.org'], inboundId: await inbound() };
    return ((await ask(createHost, { input })) as { host: { id: string } }).host;
  };

  it('is added at the end, changed and reordered', async () => {
    const [a, b, c] = [await made('a'), await made('b'), await made('c')];
    expect([a, b, c]).toMatchObject([{ position: 0, enabled: true, weight: 1 }, { position: 1 }, { position: 2 }]);
    const reorder = 'mutation ($ids: [ID!]!) { hosts: reorderHosts(ids: $ids) { remark position } }';
    expect(await ask(reorder, { ids: [c.id, a.id] })).toEqual({
      hosts: [
        { remark: 'c', position: 0 },
        { remark: 'a', position: 1 },
        { remark: 'b', position: 2 },
      ],
    });
    const list = '{ hosts(page: { first: 2 }) { nodes { remark } totalCount pageInfo { hasNextPage } } }';
    expect(await ask(list)).toMatchObject({
      hosts: { nodes: [{ remark: 'c' }, { remark: 'a' }], totalCount: 3, pageInfo: { hasNextPage: true } },
    });
    const sorted = '{ hosts(sort: [{ field: REMARK, direction: DESC }], page: { first: 2 }) { nodes { remark } } }';
    expect(await ask(sorted)).toEqual({ hosts: { nodes: [{ remark: 'c' }, { remark: 'b' }] } });
    await ask(updateHost, { id: a.id, input: { sni: 'x.example.org', path: '/ws' } });
    expect(await ask(updateHost, { id: a.id, input: { sni: null } })).toMatchObject({
      host: { remark: 'a', sni: null, path: '/ws' },
    });
    expect(await failure(reorder, { ids: [newId()] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask('mutation ($id: ID!) { deleteHost(id: $id) }', b)).toEqual({ deleteHost: true });
  });

  it('is refused at the exact places of what is wrong', async () => {
    const input = {
      remark: '',
      addresses: ['ok.org', 'not ok'],
      inboundId: newId(),
      port: 65_536,
      path: 'ws',
      alpn: ['h9'],
      fingerprint: 'ie6',
      weight: 0,
      sni: 'a b',
    };
    expect(places(await failure(createHost, { input })).sort()).toEqual([
      ['input.addresses[1]', 'not_an_address'],
      ['input.alpn[0]', 'invalid_value'],
      ['input.fingerprint', 'invalid_value'],
      ['input.path', 'not_a_path'],
      ['input.port', 'out_of_range'],
      ['input.remark', 'too_short'],
      ['input.sni', 'not_an_address'],
      ['input.weight', 'out_of_range'],
    ]);
    const unknown = { remark: 'x', addresses: ['x.org'], inboundId: newId() };
    expect(places(await failure(createHost, { input: unknown }))).toEqual([['input.inboundId', 'unknown']]);
    expect(places(await failure(createHost, { input: { ...unknown, addresses: [] } }))).toEqual([
      ['input.addresses', 'too_short'],
    ]);
  });

  it('is nowhere for another tenant, and for a customer', async () => {
    const host = await made('hidden');
    for (const token of [foreign, customer]) {
      expect(await ask('query ($id: ID!) { host(id: $id) { id } }', host, token)).toEqual({ host: null });
      expect(await ask('{ hosts { nodes { id } totalCount } }', {}, token)).toEqual({
        hosts: { nodes: [], totalCount: 0 },
      });
      for (const mutation of [
        'updateHost(id: $id, input: { remark: "x" }) { id }',
        'deleteHost(id: $id)',
        'reorderHosts(ids: [$id]) { id }',
      ]) {
        const { code } = (await failure(`mutation ($id: ID!) { ${mutation} }`, host, token)) as { code: string };
        expect([mutation, code]).toEqual([mutation, token === foreign ? 'NOT_FOUND' : 'PERMISSION_DENIED']);
      }
    }
  });
});
