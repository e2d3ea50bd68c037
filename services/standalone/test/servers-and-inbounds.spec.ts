// eslint-disable-next-line @nx/enforce-module-boundaries -- usage comes from agents, whose place the test takes
import { UsageServiceService } from '@vortex/contracts/nodes';
import { newId, parseAddress, type RunningPlatform, RpcClients, run, targetOf } from '@vortex/kit';
import { eventually, freshDatabase, type FreshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '../src/services';

const password = 'seven grey boats at dawn';
let platform: RunningPlatform;
let http: Server;
let url: string;
let token: string;
let databases: FreshDatabase[];

beforeAll(async () => {
  databases = await Promise.all(services.map(() => freshDatabase()));
  platform = await run(services, {
    exitOnSignal: false,
    version: '0.1.0',
    environment: {
      ...Object.fromEntries(
        services.map(({ name }, index) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, databases[index]?.url ?? '']),
      ),
      VORTEX_DATABASE_URL: databases[0]?.url ?? '',
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'machines-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'machines-backup-')),
      VORTEX_OWNER_PASSWORD: password,
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  if (!core) throw new Error('core has not started');
  http = createServer(core.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  const { data } = await ask(
    `mutation { login(input: { username: "admin", password: "${password}" }) { accessToken } }`,
  );
  token = (data as { login: { accessToken: string } }).login.accessToken;
}, 60_000);
afterAll(async () => {
  await platform?.close();
  http?.closeAllConnections();
  http?.close();
  await Promise.all(databases.map((database) => database.drop()));
});

interface Failure {
  readonly extensions: { readonly code: string; readonly violations?: readonly { path: string; code: string }[] };
}

async function ask(query: string, variables: object = {}): Promise<{ data?: unknown; errors?: readonly Failure[] }> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as { data?: unknown; errors?: readonly Failure[] };
}

async function data<T>(query: string, variables: object = {}): Promise<T> {
  const answer = await ask(query, variables);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data as T;
}

const createServerText = 'mutation($input: CreateServerInput!) { createServer(input: $input) { id state revision } }';
const createInboundText = 'mutation($input: CreateInboundInput!) { createInbound(input: $input) { id port settings } }';
const server = async (input: object = {}) =>
  (await data<{ createServer: { id: string } }>(createServerText, { input: { name: newId(), ...input } })).createServer;
const inbound = async (input: object) =>
  (await data<{ createInbound: { id: string } }>(createInboundText, { input: { tag: newId(), ...input } }))
    .createInbound;

it('servers and inbounds are made, changed, listed with what belongs to them, and removed', async () => {
  const { id } = await server({ name: 'one', region: { country: 'de' }, state: 'ACTIVE' });
  const front = await inbound({ serverId: id, tag: 'front', protocol: 'SOCKS', port: 1080 });
  const text =
    '{ servers(filter: { search: "one" }) { name region { country } inbounds { tag server { id } groups { id } } } }';
  const { servers } = await data<{ servers: object[] }>(text);
  expect(servers).toEqual([
    { name: 'one', region: { country: 'DE' }, inbounds: [{ tag: 'front', server: { id }, groups: [] }] },
  ]);
  const page = await data<{ inbounds: object }>(
    '{ inbounds(page: { first: 1 }) { totalCount nodes { tag } pageInfo { hasNextPage } } }',
  );
  expect(page.inbounds).toEqual({ totalCount: 1, nodes: [{ tag: 'front' }], pageInfo: { hasNextPage: false } });
  await data('mutation($id: ID!) { updateInbound(id: $id, input: { port: 1081 }) { port } }', { id: front.id });
  expect(await data('mutation($id: ID!) { drainServer(id: $id) { state revision } }', { id })).toEqual({
    drainServer: { state: 'DRAINING', revision: 2 },
  });
  expect(await data('mutation($id: ID!) { deleteInbound(id: $id) }', { id: front.id })).toEqual({
    deleteInbound: true,
  });
  expect(await data('mutation($id: ID!) { deleteServer(id: $id) }', { id })).toEqual({ deleteServer: true });
  expect(await data('query($id: ID!) { server(id: $id) { id } }', { id })).toEqual({ server: null });
});

it('servers of a fail-over group are listed best first, and as many are shown as somebody says', async () => {
  const made = [];
  for (const rank of [2, 1]) made.push(await server({ state: 'ACTIVE', failover: { group: 'Berlin', rank } }));
  const [second, first] = made.map(({ id }) => ({ server: { id } }));
  const groups = '{ failoverGroups { name shownServers members { server { id } } } }';
  expect(await data(groups)).toEqual({
    failoverGroups: [{ name: 'Berlin', shownServers: 1, members: [first, second] }],
  });
  const update =
    'mutation($count: Int!) { updateFailoverGroup(name: "berlin", shownServers: $count) { shownServers } }';
  expect(await data(update, { count: 2 })).toEqual({ updateFailoverGroup: { shownServers: 2 } });
  const refused = await ask(update, { count: -1 });
  expect(refused.errors?.[0]?.extensions.violations).toMatchObject([{ path: 'shownServers' }]);
});

it('refusals name the exact place in the input', async () => {
  const { id } = await server();
  const realitySettings = {
    target: 'www.example.com:443',
    serverNames: ['www.example.com'],
    shortIds: ['', 'ab', 'no'],
  };
  const { generateKeys } = await data<{ generateKeys: { privateValue: string } }>(
    'mutation { generateKeys(kind: REALITY) { privateValue publicValue } }',
  );
  const settings = { realitySettings: { ...realitySettings, privateKey: generateKeys.privateValue } };
  const input = { serverId: id, tag: 'a', protocol: 'VLESS', port: 443, security: 'REALITY', settings };
  const refused = await ask(createInboundText, { input });
  const path = 'input.settings.realitySettings.shortIds[2]';
  expect(refused.errors?.[0]?.extensions.violations).toEqual([
    expect.objectContaining({ path, code: 'invalid_format' }),
  ]);
  const quota = { limitBytes: '1', reset: { dayOfMonth: 32, zone: 'Moon/Base' } };
  const wrong = await ask(createServerText, { input: { name: 'quota', trafficQuota: quota } });
  expect(wrong.errors?.[0]?.extensions.violations?.map((violation) => violation.path).sort()).toEqual([
    ...['input.trafficQuota.reset.dayOfMonth', 'input.trafficQuota.reset.zone'],
  ]);
  for (const port of [-1, 0, 70_000]) {
    const { errors } = await ask(createInboundText, { input: { ...input, port } });
    expect(errors?.[0]?.extensions.violations).toContainEqual(expect.objectContaining({ path: 'input.port' }));
  }
});

it('a list of servers shows the inbounds of each', async () => {
  for (let n = 0; n < 5; n += 1) {
    const { id } = await server({ tags: ['counted'] });
    await inbound({ serverId: id, protocol: 'SOCKS', port: 1080 });
  }
  const { servers } = await data<{ servers: { inbounds: object[] }[] }>(
    '{ servers(filter: { tags: ["counted"] }) { inbounds { tag server { name } } } }',
  );
  expect(servers.map(({ inbounds }) => inbounds.length)).toEqual([1, 1, 1, 1, 1]);
});

it('a list of servers comes by name, or as it is asked for', async () => {
  for (const [name, country] of [
    ['Beta', 'NL'],
    ['alpha', 'SE'],
    ['gamma', 'NL'],
  ]) {
    await server({ name, region: { country }, tags: ['sorted'] });
  }
  const names = async (sort: string) => {
    const text = `{ servers(filter: { tags: ["sorted"] }${sort}) { name } }`;
    return (await data<{ servers: { name: string }[] }>(text)).servers.map(({ name }) => name);
  };
  expect(await names('')).toEqual(['alpha', 'Beta', 'gamma']);
  expect(await names(', sort: [{ field: COUNTRY }, { field: NAME, direction: DESC }]')).toEqual([
    'gamma',
    'Beta',
    'alpha',
  ]);
  expect(await names(', sort: [{ field: CREATED_AT, direction: DESC }]')).toEqual(['gamma', 'alpha', 'Beta']);
  const { errors } = await ask('{ servers(sort: [{ field: NAME }, { field: NAME }]) { name } }');
  expect(errors?.[0]?.extensions.violations).toEqual([expect.objectContaining({ path: 'sort[1].field' })]);
});

const walked = async (list: string, name: string, args: string, backward: boolean) => {
  const seen: string[] = [];
  for (let place: string | null | undefined; place !== null;) {
    const page = backward ? { last: 2, before: place } : { first: 2, after: place };
    const text = `query($page: Pagination) { list: ${list}(${args}, page: $page) {
      nodes { ${name} } edges { cursor } totalCount pageInfo { startCursor endCursor } } }`;
    const { list: found } = await data<{ list: ListAnswer }>(text, { page });
    const names = found.nodes.map((node) => node[name] ?? '');
    seen.splice(backward ? 0 : seen.length, 0, ...names);
    place = backward ? found.pageInfo.startCursor : found.pageInfo.endCursor;
    expect(found.edges.map(({ cursor }) => cursor).at(backward ? 0 : -1) ?? null).toBe(place);
    if (place !== null) expect(found.totalCount).toBeGreaterThanOrEqual(seen.length);
  }
  return seen;
};

interface ListAnswer {
  readonly nodes: readonly Readonly<Record<string, string>>[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly startCursor: string | null; readonly endCursor: string | null };
}

it('servers are read page by page as the whole list has them, from either end', async () => {
  for (const n of [3, 1, 4, 2, 5]) {
    await server({ name: `paged ${n}`, region: n % 2 ? { country: 'NL' } : {}, tags: ['paged'] });
  }
  for (const sort of ['', ', sort: [{ field: COUNTRY }, { field: CREATED_AT, direction: DESC }]']) {
    const args = `filter: { tags: ["paged"] }${sort}`;
    const { servers } = await data<{ servers: { name: string }[] }>(`{ servers(${args}) { name } }`);
    const whole = servers.map(({ name }) => name);
    expect(whole).toHaveLength(5);
    expect(await walked('serversConnection', 'name', args, false)).toEqual(whole);
    expect(await walked('serversConnection', 'name', args, true)).toEqual(whole);
  }
  const { errors } = await ask('{ serversConnection(page: { first: 501, after: "x" }) { totalCount } }');
  expect(errors?.[0]?.extensions.violations).toEqual([
    expect.objectContaining({ path: 'page.first', code: 'out_of_range' }),
    expect.objectContaining({ path: 'page.after', code: 'not_a_cursor' }),
  ]);
});

it('inbounds are sorted as it is asked for, each once from either end', async () => {
  const { id } = await server();
  for (const [tag, port] of Object.entries({ c: 30, a: 20, e: 40, b: 10, d: 11 })) {
    await inbound({ serverId: id, tag, protocol: tag === 'a' ? 'HTTP' : 'SOCKS', port });
  }
  const args = (sort: string) => `filter: { serverIds: ["${id}"] }${sort}`;
  const byPort = args(', sort: [{ field: PORT, direction: DESC }]');
  expect((await walked('inbounds', 'tag', byPort, false)).join('')).toBe('ecadb');
  expect((await walked('inbounds', 'tag', byPort, true)).join('')).toBe('ecadb');
  const byProtocol = args(', sort: [{ field: PROTOCOL }, { field: CREATED_AT, direction: DESC }]');
  expect((await walked('inbounds', 'tag', byProtocol, false)).join('')).toBe('adbec');
  expect((await walked('inbounds', 'tag', args(''), true)).join('')).toBe('abcde');
  const { errors } = await ask('{ inbounds(sort: [{ field: PORT }, { field: PORT }]) { totalCount } }');
  expect(errors?.[0]?.extensions.violations).toEqual([expect.objectContaining({ path: 'sort[1].field' })]);
});

it('roles and permissions are searched, narrowed, sorted and read page by page', async () => {
  const create = 'mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }';
  for (const name of ['clerk', 'accountant', 'bookkeeper']) {
    await data(create, { input: { name, description: 'Works at the desk', permissions: ['core.user.read'] } });
  }
  const ours = 'filter: { builtIn: false, permission: "core.user.read" }, search: "DESK"';
  const byName = ['accountant', 'bookkeeper', 'clerk'];
  expect(await walked('rolesConnection', 'name', ours, false)).toEqual(byName);
  expect(await walked('rolesConnection', 'name', ours, true)).toEqual(byName);
  const newest = `${ours}, sort: [{ field: CREATED_AT, direction: DESC }]`;
  expect(await walked('rolesConnection', 'name', newest, false)).toEqual(['bookkeeper', 'accountant', 'clerk']);
  const { roles, permissions } = await data<{ roles: { name: string }[]; permissions: { name: string }[] }>(
    '{ roles { name } permissions { name } }',
  );
  const all = await walked('rolesConnection', 'name', 'search: ""', false);
  expect(all).toEqual(roles.map(({ name }) => name).sort());
  const every = await walked('permissionsConnection', 'name', 'sort: [{ field: NAME, direction: DESC }]', true);
  expect(every).toEqual(
    permissions
      .map(({ name }) => name)
      .sort()
      .reverse(),
  );
  expect(await walked('permissionsConnection', 'name', 'search: "core.host"', false)).toEqual([
    'core.host.read',
    'core.host.write',
  ]);
});

it('recorded usage reaches the user, the traffic of a period and the analytics', async () => {
  const { createUser } = await data<{ createUser: { id: string; tenantId: string } }>(
    'mutation { createUser(input: { username: "ann" }) { id tenantId } }',
  );
  const empty = await data<{ trafficStats: object }>(
    '{ trafficStats(period: { last: LAST_24_HOURS }) { points { startsAt } } }',
  );
  expect(empty.trafficStats).toEqual({ points: [] });
  const { id: serverId } = await server({ coefficientMilli: 2_000, trafficQuota: { limitBytes: '1000' } });
  const address = parseAddress(platform.rpcAddress('nodes'));
  if (!address) throw new Error('nodes has no address');
  const clients = new RpcClients({
    service: 'core',
    calls: ['nodes'],
    targetOf: (name) => targetOf(name, address, undefined),
  });
  try {
    const { id: userId, tenantId } = createUser;
    const item = { userId, tenantId, inboundId: newId(), flowedAt: new Date(), uplinkBytes: 100n, downlinkBytes: 900n };
    await clients.client(UsageServiceService).recordUsage({ serverId, epoch: 1n, sequence: 1n, items: [item] });
  } finally {
    clients.close();
  }
  const user = { id: createUser.id };
  await eventually(async () => {
    const found = await data<{ user: { usedBytes: string } }>('query($id: ID!) { user(id: $id) { usedBytes } }', user);
    return found.user.usedBytes === '2000';
  });
  const stats = `totals { uplinkBytes downlinkBytes chargedBytes } topUsers { userId } topServers { server { id } }`;
  const { trafficStats } = await data<{ trafficStats: object }>(
    `query($id: ID!) { trafficStats(userId: $id, period: { last: LAST_24_HOURS }) { ${stats} } }`,
    user,
  );
  expect(trafficStats).toEqual({
    totals: { uplinkBytes: '100', downlinkBytes: '900', chargedBytes: '2000' },
    topUsers: [{ userId: user.id }],
    topServers: [{ server: { id: serverId } }],
  });
  const month = `server(id: "${serverId}") { trafficQuota { limitBytes counted reset { dayOfMonth zone } warningPercent }
    quotaUsage { usedBytes state } }`;
  expect(await data(`{ ${month} }`)).toEqual({
    server: {
      trafficQuota: { limitBytes: '1000', counted: 'BOTH', reset: { dayOfMonth: 1, zone: 'UTC' }, warningPercent: 80 },
      quotaUsage: { usedBytes: '1000', state: 'EXHAUSTED' },
    },
  });
  const { analytics } = await data<{ analytics: object }>(
    '{ analytics(period: { last: LAST_7_DAYS }) { activeUsers topInbounds { inbound { id } } } }',
  );
  expect(analytics).toEqual({ activeUsers: 1, topInbounds: [{ inbound: null }] });
});
