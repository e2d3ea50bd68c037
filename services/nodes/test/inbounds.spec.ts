import { InboundChanged, InboundRemoved } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { sealedColumns } from '../src';
import { generators } from '../src/keys/key-generation';
import { reality } from './golden/parts';
import { anInbound, refusedPaths, startNodes } from './start-nodes';

let nodes: Awaited<ReturnType<typeof startNodes>>;
let serverId: string;
beforeAll(async () => (nodes = await startNodes()));
beforeEach(async () => void (serverId = (await nodes.given.server({ shared: true })).id));
afterAll(() => nodes.stop());

const vless = (given: object = {}) =>
  ({
    protocol: 'INBOUND_PROTOCOL_VLESS',
    security: 'INBOUND_SECURITY_REALITY',
    settingsJson: JSON.stringify({ flow: 'xtls-rprx-vision', realitySettings: reality }),
    port: 443,
    ...given,
  }) as const;
const wireguard = {
  protocol: 'INBOUND_PROTOCOL_WIREGUARD',
  settingsJson: JSON.stringify({
    secretKey: generators.wireguard().privateValue,
    addressPools: { ipv4: '10.0.0.0/24' },
  }),
} as const;
const settingsOf = ({ settingsJson }: { settingsJson: string }) => JSON.parse(settingsJson) as RealitySettings;

describe('an inbound', () => {
  it('is what it was made as, with defaults in their places, and is told of without a secret', async () => {
    const made = await nodes.given.inbound(serverId, vless({ tag: 'front' }));
    expect(made).toMatchObject({
      serverId,
      tenantId: nodes.tenants.operator,
      tag: 'front',
      listen: '::',
      lastPort: 443,
    });
    expect(settingsOf(made).realitySettings.privateKey).toBe(reality.privateKey);
    const read = await nodes.operator.getInbound({ id: made.id });
    expect({ ...read, settingsJson: settingsOf(read) }).toEqual({ ...made, settingsJson: settingsOf(made) });
    const told = () => nodes.events.of(InboundChanged).find(({ inboundId }) => inboundId === made.id);
    await eventually(() => told() !== undefined);
    expect(told()).toMatchObject({ tag: 'front', port: 443, security: 'INBOUND_SECURITY_REALITY', revision: 1n });
    expect(JSON.stringify(told(), (_, value: unknown) => String(value))).not.toContain(reality.privateKey);
  });

  it('names every problem, of its own and of its settings, at the exact path', async () => {
    const wrong = { tag: 'no spaces', listen: 'localhost', port: 70_000 };
    expect(await refusedPaths(nodes.given.inbound(serverId, wrong))).toEqual({
      tag: 'invalid_format',
      listen: 'not_an_ip',
      port: 'too_big',
      lastPort: 'too_big',
    });
    const broken = { ...reality, shortIds: ['', 'ab', 'no'] };
    const attempt = nodes.given.inbound(serverId, vless({ settingsJson: JSON.stringify({ realitySettings: broken }) }));
    expect(await refusedPaths(attempt)).toEqual({ 'settings.realitySettings.shortIds[2]': 'invalid_format' });
    for (const settingsJson of ['{', '[]', '"x"', '{"a":"\\u0000"}'])
      expect(Object.keys(await refusedPaths(nodes.given.inbound(serverId, vless({ settingsJson }))))).toEqual([
        'settings',
      ]);
    const range = vless({ lastPort: 500 });
    expect(await refusedPaths(nodes.given.inbound(serverId, range))).toEqual({ lastPort: 'one_port_only' });
  });

  it('has a tag that is unique on its server', async () => {
    await nodes.given.inbound(serverId, { tag: 'a', port: 1 });
    await expect(nodes.given.inbound(serverId, { tag: 'a', port: 2 })).rejects.toHaveCode('inbound_tag_taken');
    const other = await nodes.given.inbound(serverId, { tag: 'b', port: 2 });
    await expect(nodes.operator.updateInbound(change(other.id, { tag: 'a' }))).rejects.toHaveCode('inbound_tag_taken');
    const elsewhere = await nodes.given.server();
    await expect(nodes.given.inbound(elsewhere.id, { tag: 'a', port: 1 })).resolves.toBeDefined();
  });

  it('keeps its secrets when settings come back without them, and takes new ones', async () => {
    const { id } = await nodes.given.inbound(serverId, vless());
    const { privateKey: _, ...without } = reality;
    const text = (realitySettings: object) => JSON.stringify({ realitySettings });
    const kept = await nodes.operator.updateInbound(
      change(id, { settingsJson: text({ ...without, shortIds: ['ab'] }) }),
    );
    expect(settingsOf(kept).realitySettings).toMatchObject({ privateKey: reality.privateKey, shortIds: ['ab'] });
    const fresh = generators.reality();
    const settingsJson = text({ ...without, privateKey: fresh.privateValue });
    const rotated = await nodes.operator.updateInbound(change(id, { settingsJson }));
    expect(settingsOf(rotated).realitySettings.publicKey).toBe(fresh.publicValue);
  });

  it('is judged as what it becomes, not only by what changes', async () => {
    const { id } = await nodes.given.inbound(serverId, vless());
    const attempt = nodes.operator.updateInbound(change(id, { network: 'INBOUND_NETWORK_WEBSOCKET' }));
    expect(await refusedPaths(attempt)).toMatchObject({
      security: 'reality_not_for_network',
      'settings.flow': 'vision_needs_raw',
    });
  });

  it('is the same when nothing changes, and refuses an editor who came late', async () => {
    const { id, tag } = await nodes.given.inbound(serverId, vless());
    expect(await nodes.operator.updateInbound(change(id, { tag }))).toMatchObject({ revision: 1n });
    expect(await nodes.operator.updateInbound(change(id, { enabled: false }))).toMatchObject({ revision: 2n });
    const late = nodes.operator.updateInbound(change(id, { tag: 'x', expectedRevision: 1n }));
    await expect(late).rejects.toHaveCode('revision_mismatch');
  });

  it('is told of when it is removed', async () => {
    const { id } = await nodes.given.inbound(serverId);
    await nodes.operator.deleteInbound({ id });
    await expect(nodes.operator.getInbound({ id })).rejects.toHaveCode('inbound_not_found');
    await eventually(() =>
      nodes.events.of(InboundRemoved).some((event) => event.inboundId === id && event.revision === 2n),
    );
  });
});

describe('a port', () => {
  it('is taken once, and who has it is named', async () => {
    const first = await nodes.given.inbound(serverId, { tag: 'first', port: 80, listen: '0.0.0.0' });
    const failure = await nodes.given
      .inbound(serverId, { port: 80, listen: '203.0.113.7' })
      .catch((error: unknown) => error);
    expect(failure).toHaveCode('port_taken');
    expect(failure).toMatchObject({ facts: { inboundId: first.id, tag: 'first', port: '80', carrier: 'tcp' } });
  });

  it('is one of TCP and one of UDP', async () => {
    await nodes.given.inbound(serverId, vless({ port: 443 }));
    await expect(nodes.given.inbound(serverId, { ...wireguard, port: 443 })).resolves.toBeDefined();
    const both = { port: 443, settingsJson: JSON.stringify({ udp: true }) };
    await expect(nodes.given.inbound(serverId, both)).rejects.toHaveCode('port_taken');
  });

  it('may be taken on two addresses', async () => {
    await nodes.given.inbound(serverId, { port: 80, listen: '203.0.113.7' });
    await expect(nodes.given.inbound(serverId, { port: 80, listen: '203.0.113.8' })).resolves.toBeDefined();
    await expect(nodes.given.inbound(serverId, { port: 80, listen: '2001:db8::1' })).resolves.toBeDefined();
    await expect(nodes.given.inbound(serverId, { port: 80, listen: '::' })).rejects.toHaveCode('port_taken');
  });

  it('is free while its inbound is switched off, until that is switched on', async () => {
    const { id } = await nodes.given.inbound(serverId, { port: 80, enabled: false });
    await nodes.given.inbound(serverId, { port: 80 });
    await expect(nodes.operator.updateInbound(change(id, { enabled: true }))).rejects.toHaveCode('port_taken');
  });

  it('is taken once also when twelve try at the same time', async () => {
    const attempts = Array.from({ length: 12 }, () => nodes.given.inbound(serverId, { port: 9_000 }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toHaveCode('port_taken');
  });

  it('counts on its own server only', async () => {
    await nodes.given.inbound(serverId, { port: 80 });
    const other = await nodes.given.server();
    await expect(nodes.given.inbound(other.id, { port: 80 })).resolves.toBeDefined();
  });
});

it('tunnel addresses belong to one WireGuard inbound of a server, of whatever instance', async () => {
  await nodes.given.inbound(serverId, { ...wireguard, tag: 'one', port: 1 });
  const failure = await nodes.given
    .inbound(serverId, { ...wireguard, port: 2, instance: 'edge' })
    .catch((error: unknown) => error);
  expect(failure).toHaveCode('address_pool_taken');
  expect(failure).toMatchObject({ facts: { tag: 'one', pool: '10.0.0.0/24' } });
});

describe('secrets', () => {
  it('are shown to who may write them and to nobody else', async () => {
    const { id } = await nodes.given.inbound(serverId, vless({ shared: true }));
    const publicKey = settingsOf(await nodes.operator.getInbound({ id })).realitySettings.publicKey;
    for (const reader of [nodes.reader, nodes.reseller, nodes.stranger]) {
      const { realitySettings } = settingsOf(await reader.getInbound({ id }));
      expect(realitySettings).not.toHaveProperty('privateKey');
      expect(realitySettings.publicKey).toBe(publicKey);
      const { inbounds } = await reader.batchListInboundsOfServers({ serverIds: [serverId] });
      expect(JSON.stringify(inbounds.map(({ settingsJson }) => settingsJson))).not.toContain(reality.privateKey);
    }
  });

  it('lie in the database sealed, in a column that is listed', async () => {
    await nodes.given.inbound(serverId, vless());
    await nodes.operator.createEnrolmentToken({ serverId });
    const { sql } = nodes.get(Database);
    for (const { table, column, key } of sealedColumns) {
      const rows = await sql.query<{ sealed: Buffer }>(
        `SELECT ${key}, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain(reality.privateKey);
    }
    const open = await sql.query<{ text: string }>('SELECT inbound::text AS text FROM inbound');
    for (const { text } of open) expect(text).not.toContain(reality.privateKey);
  });
});

describe('the list of inbounds', () => {
  const filter = {
    serverIds: [] as string[],
    protocols: [],
    networks: [],
    securities: [],
    enabled: undefined,
    shared: undefined,
    search: '',
  };
  const page = { first: 0, after: '', last: 0, before: '', withTotal: false };

  it('goes by tag, in both directions, and counts when it is asked to', async () => {
    for (const [index, tag] of ['c', 'a', 'e', 'b', 'd'].entries())
      await nodes.given.inbound(serverId, { tag, port: index + 1 });
    const list = async (given: object) => {
      const found = await nodes.operator.listInbounds({
        filter: { ...filter, serverIds: [serverId] },
        page: { ...page, ...given },
        sort: [],
      });
      return { tags: found.inbounds.map(({ tag }) => tag).join(''), ...found.page };
    };
    const first = await list({ first: 2, withTotal: true });
    expect(first).toMatchObject({ tags: 'ab', hasNextPage: true, hasPreviousPage: false, totalCount: 5n });
    const second = await list({ first: 2, after: first.cursors?.[1] });
    expect(second).toMatchObject({ tags: 'cd', hasNextPage: true, hasPreviousPage: true, totalCount: undefined });
    expect(await list({ last: 2 })).toMatchObject({ tags: 'de', hasNextPage: false, hasPreviousPage: true });
    expect(await list({ last: 2, before: second.cursors?.[1] })).toMatchObject({ tags: 'bc', hasNextPage: true });
    expect(await refusedPaths(list({ first: 501, after: 'x' }))).toEqual({ 'page.first': 'out_of_range' });
    expect(await refusedPaths(list({ before: 'x' }))).toEqual({ 'page.before': 'not_a_cursor' });
  });

  it.each([
    ['the port', [{ field: 'port', descending: false }], 'bdace'],
    ['the port, the highest first', [{ field: 'port', descending: true }], 'ecadb'],
    ['when it was made', [{ field: 'createdAt', descending: true }], 'dbeac'],
    [
      'protocol, and tags within it',
      [
        { field: 'protocol', descending: true },
        { field: 'tag', descending: true },
      ],
      'caedb',
    ],
  ])('goes by %s, each once, from either end', async (_, sort, expected) => {
    const ports = { c: 30, a: 20, e: 40, b: 10, d: 11 };
    for (const [tag, port] of Object.entries(ports)) {
      const of = tag === 'a' || tag === 'c' ? vless({ tag, port }) : { tag, port };
      await nodes.given.inbound(serverId, of);
    }
    const walk = async (backward: boolean) => {
      let seen = '';
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const part = backward ? { last: 2, before: cursor } : { first: 2, after: cursor };
        const wanted = { filter: { ...filter, serverIds: [serverId] }, page: { ...page, ...part }, sort };
        const found = await nodes.operator.listInbounds(wanted);
        const tags = found.inbounds.map(({ tag }) => tag).join('');
        seen = backward ? tags + seen : seen + tags;
        cursor = backward ? found.page?.cursors[0] : found.page?.cursors.at(-1);
      }
      return seen;
    };
    expect(await walk(false)).toBe(expected);
    expect(await walk(true)).toBe(expected);
  });

  it('refuses an order it does not know, and a place in another one', async () => {
    await nodes.given.inbound(serverId);
    const byTag = await nodes.operator.listInbounds({ filter: undefined, page, sort: [] });
    const list = (sort: { field: string; descending: boolean }[], after = '') =>
      refusedPaths(nodes.operator.listInbounds({ filter: undefined, page: { ...page, after }, sort }));
    const port = { field: 'port', descending: false };
    expect(await list([{ field: 'secrets', descending: false }])).toEqual({ 'sort[0].field': 'unknown_field' });
    expect(await list([port, port])).toEqual({ 'sort[1].field': 'duplicate' });
    expect(await list([port], byTag.page?.cursors[0])).toEqual({ 'page.after': 'not_a_cursor' });
  });

  it('can be narrowed', async () => {
    await nodes.given.inbound(serverId, vless({ tag: 'Front.Door' }));
    await nodes.given.inbound(serverId, { tag: 'back', port: 2, enabled: false });
    const tags = async (given: object) => {
      const request = { filter: { ...filter, serverIds: [serverId], ...given }, page, sort: [] };
      return (await nodes.operator.listInbounds(request)).inbounds.map(({ tag }) => tag);
    };
    expect(await tags({ protocols: ['INBOUND_PROTOCOL_VLESS'] })).toEqual(['Front.Door']);
    expect(await tags({ enabled: false })).toEqual(['back']);
    expect(await tags({ search: 'front.d' })).toEqual(['Front.Door']);
    expect(await tags({ search: '_' })).toEqual([]);
    expect(await tags({ securities: ['INBOUND_SECURITY_NONE'], networks: ['INBOUND_NETWORK_RAW'] })).toEqual(['back']);
  });
});

describe("another tenant's inbound", () => {
  it('is not there: not to be read, found, changed or removed', async () => {
    const { id } = await nodes.given.inbound(serverId);
    const { stranger } = nodes;
    await expect(stranger.getInbound({ id })).rejects.toHaveCode('inbound_not_found');
    expect((await stranger.batchGetInbounds({ ids: [id] })).inbounds).toEqual([]);
    expect((await stranger.batchListInboundsOfServers({ serverIds: [serverId] })).inbounds).toEqual([]);
    const { inbounds } = await stranger.listInbounds({ page: undefined, filter: undefined, sort: [] });
    expect(inbounds.map((inbound) => inbound.id)).not.toContain(id);
    await expect(stranger.updateInbound(change(id, { tag: 'x' }))).rejects.toHaveCode('inbound_not_found');
    await expect(stranger.deleteInbound({ id })).rejects.toHaveCode('inbound_not_found');
  });

  it('is not put on a server one may only read', async () => {
    await expect(nodes.stranger.createInbound(anInbound({ serverId }))).rejects.toHaveCode('server_not_found');
    await expect(nodes.reseller.createInbound(anInbound({ serverId }))).rejects.toHaveCode('permission_denied');
  });

  it('is read when it is shared, and still not written', async () => {
    const { id } = await nodes.given.inbound(serverId, { shared: true });
    expect(await nodes.reseller.getInbound({ id })).toMatchObject({ id });
    await expect(nodes.reseller.deleteInbound({ id })).rejects.toHaveCode('permission_denied');
    await expect(nodes.stranger.deleteInbound({ id })).rejects.toHaveCode('inbound_not_found');
    await expect(nodes.stranger.updateInbound(change(id, { tag: 'x' }))).rejects.toHaveCode('inbound_not_found');
  });

  it('is for nobody without the permission', async () => {
    await expect(nodes.rpc.as('ann').getInbound({ id: newId() })).rejects.toHaveCode('permission_denied');
    await expect(nodes.rpc.as('ann').getInboundSchemas({})).rejects.toHaveCode('permission_denied');
    await expect(nodes.reader.generateKeys({ kind: 'KEY_KIND_UUID' })).rejects.toHaveCode('permission_denied');
  });
});

it('schemas of all protocols, and keys, are there for forms', async () => {
  const { protocols, transports, securities } = await nodes.reader.getInboundSchemas({});
  expect([protocols.length, transports.length, securities.length]).toEqual([9, 5, 3]);
  const { privateValue } = await nodes.operator.generateKeys({ kind: 'KEY_KIND_SHADOWSOCKS_2022_AES_128' });
  expect(Buffer.from(privateValue, 'base64')).toHaveLength(16);
  expect(await refusedPaths(nodes.operator.generateKeys({ kind: 'KEY_KIND_UNSPECIFIED' }))).toEqual({
    kind: 'unknown_kind',
  });
});

interface RealitySettings {
  readonly realitySettings: { readonly privateKey: string; readonly publicKey: string };
}

type Change = Parameters<typeof nodes.operator.updateInbound>[0];

function change(id: string, given: Partial<Change>): Change {
  return {
    ...{ expectedRevision: undefined, tag: undefined, listen: undefined, port: undefined, lastPort: undefined },
    ...{ network: undefined, security: undefined, settingsJson: undefined, sniffing: undefined },
    ...{ enabled: undefined, shared: undefined, id, ...given },
  };
}
