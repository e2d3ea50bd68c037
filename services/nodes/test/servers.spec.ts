import { ServerChanged, ServerRemoved } from '@vortex/contracts/nodes';
import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { anInbound, aServer, refusedPaths, startNodes } from './start-nodes';

let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => (nodes = await startNodes()));
afterAll(() => nodes.stop());

const page = (limit: number, after = '') => ({ page: { limit, after }, filter: undefined });

describe('a server', () => {
  it('is what it was made as, and is told of', async () => {
    const region = { country: 'de', city: 'Frankfurt', latitude: 50.11, longitude: 8.68 };
    const made = await nodes.given.server({
      name: ' Frankfurt 1 ',
      region,
      tags: ['fast', 'fast', 'eu'],
      addresses: ['FRA1.Example.com', '2001:0DB8::1', '203.0.113.7'],
      capacity: { users: 500, megabitsPerSecond: 1_000 },
      coefficientMilli: 1_500,
      state: 'SERVER_STATE_ACTIVE',
      note: 'rack 7',
    });
    expect(made).toMatchObject({
      tenantId: nodes.tenants.operator,
      name: 'Frankfurt 1',
      region: { ...region, country: 'DE' },
      tags: ['fast', 'eu'],
      addresses: ['fra1.example.com', '2001:db8::1', '203.0.113.7'],
      coefficientMilli: 1_500,
      state: 'SERVER_STATE_ACTIVE',
      revision: 1n,
    });
    expect(await nodes.operator.getServer({ id: made.id })).toEqual(made);
    await eventually(() => nodes.events.of(ServerChanged).some(({ serverId }) => serverId === made.id));
    const event = nodes.events.of(ServerChanged).find(({ serverId }) => serverId === made.id);
    expect(event).toMatchObject({ name: 'Frankfurt 1', revision: 1n, state: 'SERVER_STATE_ACTIVE', country: 'DE' });
  });

  it('needs nothing but a name', async () => {
    const made = await nodes.given.server({ name: 'bare' });
    expect(made).toMatchObject({ state: 'SERVER_STATE_PROVISIONING', coefficientMilli: 1_000, shared: false });
  });

  it('names every problem of what it is given', async () => {
    const wrong = aServer({
      name: '  ',
      region: { country: 'DEU', city: '', latitude: 91, longitude: undefined },
      addresses: ['ok.example.com', 'not an address', '1.2.3'],
      coefficientMilli: 100_001,
      capacity: { users: 4_000_000_000, megabitsPerSecond: 0 },
    });
    expect(await refusedPaths(nodes.operator.createServer(wrong))).toMatchObject({
      name: 'too_small',
      'region.country': 'invalid_format',
      'region.latitude': 'too_big',
      'addresses[1]': 'not_an_address',
      'addresses[2]': 'not_an_address',
      coefficientMilli: 'too_big',
      'capacity.users': 'too_big',
    });
  });

  it('has a name nobody else in its tenant has, whatever the case, also when ten try at once', async () => {
    const names = Array.from({ length: 10 }, (_, index) => (index % 2 ? 'Twin ONE' : 'twin one'));
    const outcomes = await Promise.allSettled(names.map((name) => nodes.given.server({ name })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toHaveCode('server_name_taken');
    await expect(nodes.stranger.createServer(aServer({ name: 'Twin One' }))).resolves.toBeDefined();
  });

  it('is renamed to one name once when two are renamed at the same time', async () => {
    const both = await Promise.all([nodes.given.server(), nodes.given.server()]);
    const rename = ({ id }: { id: string }) => nodes.operator.updateServer(change({ id, name: 'the one' }));
    const outcomes = await Promise.allSettled(both.map(rename));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(failed?.reason).toHaveCode('server_name_taken');
  });

  it('keeps what a change does not name, and its revision when nothing changes', async () => {
    const { id } = await nodes.given.server({ tags: ['a'], note: 'first' });
    const second = await nodes.operator.updateServer(change({ id, note: 'second' }));
    expect(second).toMatchObject({ tags: ['a'], note: 'second', revision: 2n });
    expect(await nodes.operator.updateServer(change({ id, note: 'second' }))).toMatchObject({ revision: 2n });
    expect(await nodes.operator.updateServer(change({ id, tags: { values: [] } }))).toMatchObject({ tags: [] });
  });

  it('refuses an editor who has not seen what another wrote', async () => {
    const { id } = await nodes.given.server();
    await nodes.operator.updateServer(change({ id, note: 'mine', expectedRevision: 1n }));
    const late = nodes.operator.updateServer(change({ id, note: 'also mine', expectedRevision: 1n }));
    await expect(late).rejects.toHaveCode('revision_mismatch');
  });

  it('drains once it is active, and never goes back to being set up', async () => {
    const { id } = await nodes.given.server();
    await expect(nodes.operator.drainServer({ id })).rejects.toHaveCode('server_state_refused');
    await nodes.operator.updateServer(change({ id, state: 'SERVER_STATE_ACTIVE' }));
    expect(await nodes.operator.drainServer({ id })).toMatchObject({ state: 'SERVER_STATE_DRAINING', revision: 3n });
    expect(await nodes.operator.drainServer({ id })).toMatchObject({ revision: 3n });
    const back = nodes.operator.updateServer(change({ id, state: 'SERVER_STATE_PROVISIONING' }));
    await expect(back).rejects.toHaveCode('server_state_refused');
  });

  it('is not removed while it has inbounds, and is told of when it is', async () => {
    const { id } = await nodes.given.server();
    const inbound = await nodes.given.inbound(id);
    await expect(nodes.operator.deleteServer({ id })).rejects.toHaveCode('server_has_inbounds');
    await nodes.operator.deleteInbound({ id: inbound.id });
    await nodes.operator.deleteServer({ id });
    await expect(nodes.operator.getServer({ id })).rejects.toHaveCode('server_not_found');
    await eventually(() =>
      nodes.events.of(ServerRemoved).some((event) => event.serverId === id && event.revision === 2n),
    );
  });
});

describe('the list of servers', () => {
  it('goes by name, page by page, and forgets nothing', async () => {
    const own = { tenantId: newId(), permissions: ['nodes.*'] };
    const rpc = nodes.rpc.as(own);
    for (const name of ['charlie', 'Alpha', 'bravo', 'Delta', 'echo']) await rpc.createServer(aServer({ name }));
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { servers, pageInfo } = await rpc.listServers(page(2, after));
      seen.push(...servers.filter(({ tenantId }) => tenantId === own.tenantId).map(({ name }) => name));
      if (!pageInfo?.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['Alpha', 'bravo', 'charlie', 'Delta', 'echo']);
    const noId = Buffer.from(JSON.stringify(['name', '-'.repeat(36)])).toString('base64url');
    for (const cursor of ['nonsense', noId]) {
      expect(await refusedPaths(rpc.listServers(page(2, cursor)))).toEqual({ 'page.after': 'not_a_cursor' });
    }
    expect(await refusedPaths(rpc.listServers(page(1_001)))).toEqual({ 'page.limit': 'too_big' });
  });

  it('can be narrowed', async () => {
    const rpc = nodes.rpc.as({ tenantId: newId(), permissions: ['nodes.*'] });
    const of = (country: string) => ({ country, city: '', latitude: undefined, longitude: undefined });
    await rpc.createServer(aServer({ name: 'x', region: of('NL'), tags: ['a', 'b'], state: 'SERVER_STATE_ACTIVE' }));
    await rpc.createServer(aServer({ name: 'y', region: of('DE'), tags: ['a'], note: 'Der schnelle' }));
    const none = { states: [], countries: [], tags: [], shared: false, search: '' };
    const names = async (filter: object) => {
      const { servers } = await rpc.listServers({ page: undefined, filter: { ...none, ...filter } });
      return servers.map(({ name }) => name);
    };
    expect(await names({})).toEqual(['x', 'y']);
    expect(await names({ countries: ['de'] })).toEqual(['y']);
    expect(await names({ tags: ['a', 'b'] })).toEqual(['x']);
    expect(await names({ states: ['SERVER_STATE_ACTIVE'] })).toEqual(['x']);
    expect(await names({ search: 'SCHNELL' })).toEqual(['y']);
    expect(await names({ search: '%' })).toEqual([]);
  });
});

describe("another tenant's server", () => {
  it('is not there: not to be read, found, changed, drained or removed', async () => {
    const { id } = await nodes.given.server();
    const { stranger } = nodes;
    await expect(stranger.getServer({ id })).rejects.toHaveCode('server_not_found');
    expect(await stranger.batchGetServers({ ids: [id] })).toEqual({ servers: [] });
    const { servers } = await stranger.listServers(page(1_000));
    expect(servers.map((server) => server.id)).not.toContain(id);
    await expect(stranger.updateServer(change({ id, note: 'x' }))).rejects.toHaveCode('server_not_found');
    await expect(stranger.drainServer({ id })).rejects.toHaveCode('server_not_found');
    await expect(stranger.deleteServer({ id })).rejects.toHaveCode('server_not_found');
  });

  it('is read when it is shared, and still not written', async () => {
    const { id } = await nodes.given.server({ shared: true });
    const { reseller, stranger } = nodes;
    expect(await reseller.getServer({ id })).toMatchObject({ id });
    expect((await reseller.batchGetServers({ ids: [id] })).servers).toHaveLength(1);
    await expect(reseller.updateServer(change({ id, note: 'x' }))).rejects.toHaveCode('permission_denied');
    await expect(stranger.updateServer(change({ id, note: 'x' }))).rejects.toHaveCode('server_not_found');
    await expect(stranger.deleteServer({ id })).rejects.toHaveCode('server_not_found');
  });

  it('is shared by the operator only', async () => {
    const { stranger } = nodes;
    await expect(stranger.createServer(aServer({ shared: true }))).rejects.toHaveCode('operator_only');
    const { id } = await stranger.createServer(aServer());
    await expect(stranger.updateServer(change({ id, shared: true }))).rejects.toHaveCode('operator_only');
    const inbound = anInbound({ serverId: id });
    await expect(stranger.createInbound({ ...inbound, shared: true })).rejects.toHaveCode('operator_only');
    await expect(stranger.createInbound(inbound)).resolves.toMatchObject({ shared: false });
  });

  it('is for nobody without the permission', async () => {
    const { id } = await nodes.given.server();
    await expect(nodes.rpc.as('ann').getServer({ id })).rejects.toHaveCode('permission_denied');
    await expect(nodes.rpc.as('anonymous').listServers(page(1))).rejects.toHaveCode('unauthenticated');
    await expect(nodes.rpc.as('ann').createServer(aServer())).rejects.toHaveCode('permission_denied');
  });
});

type Change = Parameters<typeof nodes.operator.updateServer>[0];

function change(given: { id: string } & Partial<Change>): Change {
  return {
    ...{ expectedRevision: undefined, name: undefined, region: undefined, tags: undefined, addresses: undefined },
    ...{ capacity: undefined, coefficientMilli: undefined, state: undefined, shared: undefined, note: undefined },
    ...given,
  };
}
