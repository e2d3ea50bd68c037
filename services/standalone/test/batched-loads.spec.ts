import { newId, type RunningPlatform, run } from '@vortex/kit';
import { eventually, freshDatabase, type FreshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '../src/services';

interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  spanContext(): { readonly traceId: string };
}

/** Keeps what would be sent to a collector. */
const spans: Span[] = [];
const collector = {
  export(some: readonly Span[], done: (result: { code: number }) => void): void {
    spans.push(...some);
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
};

const password = 'seven grey boats at dawn';
let platform: RunningPlatform;
let http: Server;
let databases: FreshDatabase[];
let token = '';

beforeAll(async () => {
  databases = await Promise.all(services.map(() => freshDatabase()));
  platform = await run(services, {
    exitOnSignal: false,
    version: '0.1.0',
    spanExporter: collector,
    environment: {
      ...Object.fromEntries(
        services.map(({ name }, index) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, databases[index]?.url ?? '']),
      ),
      VORTEX_DATABASE_URL: databases[0]?.url ?? '',
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'loads-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'loads-backup-')),
      VORTEX_OWNER_PASSWORD: password,
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  if (!core) throw new Error('core has not started');
  http = createServer(core.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const login = `mutation { login(input: { username: "admin", password: "${password}" }) { accessToken } }`;
  token = (await ask<{ login: { accessToken: string } }>(login)).login.accessToken;
}, 60_000);
afterAll(async () => {
  await platform?.close();
  http?.closeAllConnections();
  http?.close();
  await Promise.all(databases.map((database) => database.drop()));
});

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const create = async (noun: string, input: object): Promise<string> => {
  const text = `mutation ($input: Create${noun}Input!) { made: create${noun}(input: $input) { id } }`;
  return (await ask<{ made: { id: string } }>(text, { input })).made.id;
};

interface Work {
  /** By the method called, how often. */
  readonly calls: Readonly<Record<string, number>>;
  /** By the table read, how many statements of all services together. */
  readonly statements: Readonly<Record<string, number>>;
}

/** What one query makes the platform do. */
async function workOf<T>(query: string): Promise<{ readonly data: T; readonly work: Work }> {
  const from = spans.length;
  const data = await ask<T>(query);
  // Spans are sent in batches; the request's own ends last.
  const whole = await eventually<Span | false>(
    () => spans.slice(from).find(({ name }) => name === 'http POST') ?? false,
  );
  const traceId = whole && whole.spanContext().traceId;
  const mine = (): Span[] => spans.filter((span) => span.spanContext().traceId === traceId);
  const clientOf = (span: Span) => span.attributes['vortex.service'] === 'core' && span.attributes['rpc.method'];
  return {
    data,
    work: {
      calls: tally(mine().flatMap((span) => (clientOf(span) ? [String(span.attributes['rpc.method'])] : []))),
      statements: tally(mine().flatMap((span) => tableOf(span) ?? [])),
    },
  };
}

/** What a statement begins to read from: the list of its values grows, and with some drivers its text. */
function tableOf({ attributes }: Span): string | undefined {
  const text = attributes['db.query.text'];
  return typeof text === 'string' ? /\bFROM\s+(?:"public"\.)?"?(\w+)/.exec(text)?.[1] : undefined;
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const perServer = 3;

it('fields that belong to many are loaded once a type and level, however many there are', async () => {
  const groups = [await create('Group', { name: 'one' }), await create('Group', { name: 'other' })];
  const inboundIds: string[] = [];
  const grow = async (): Promise<void> => {
    const serverId = await create('Server', { name: `server-${newId()}` });
    for (let n = 0; n < perServer; n += 1) {
      inboundIds.push(await create('Inbound', { serverId, tag: `in-${n}`, protocol: 'SOCKS', port: 1_080 + n }));
    }
    const text = 'mutation ($id: ID!, $input: UpdateGroupInput!) { updateGroup(id: $id, input: $input) { id } }';
    for (const id of groups) {
      await eventually(() => ask(text, { id, input: { inboundIds } }).then(() => true));
      await create('User', { username: `user-${newId()}`, groupIds: groups });
    }
  };
  const servers = '{ servers { inbounds { server { name } groups { name } } } }';
  const users = '{ users(page: { first: 50 }) { nodes { groups { inbounds { server { name } } } } } }';

  await grow();
  const few = [await workOf(servers), await workOf(users)];
  await grow();
  await grow();
  const many = [
    await workOf<{ servers: { inbounds: { server: object; groups: object[] }[] }[] }>(servers),
    await workOf<{ users: { nodes: { groups: { inbounds: { server: object }[] }[] }[] } }>(users),
  ] as const;

  const [{ data: ofServers }, { data: ofUsers }] = many;
  expect(ofServers.servers.map(({ inbounds }) => inbounds.map((one) => one.groups.length))).toEqual(
    Array.from({ length: 3 }, () => [2, 2, 2]),
  );
  expect(ofUsers.users.nodes.map((user) => user.groups.map(({ inbounds }) => inbounds.length))).toEqual(
    Array.from({ length: 6 }, () => [9, 9]),
  );
  expect(many.map(({ work }) => work.calls)).toEqual([
    {
      '/vortex.nodes.v1.ServersService/ListServers': 1,
      '/vortex.nodes.v1.InboundsService/BatchListInboundsOfServers': 1,
      '/vortex.nodes.v1.ServersService/BatchGetServers': 1,
    },
    {
      '/vortex.nodes.v1.InboundsService/BatchGetInbounds': 1,
      '/vortex.nodes.v1.ServersService/BatchGetServers': 1,
    },
  ]);
  expect(many.map(({ work }) => work.statements)).toEqual([
    { inbound: 1, server: 2, user_group: 2 },
    // The page of users reads their groups along.
    { group_member: 1, inbound: 1, server: 1 },
  ]);
  // Three times as much of everything is loaded with the same work.
  expect(many.map(({ work }) => work)).toEqual(few.map(({ work }) => work));
});
