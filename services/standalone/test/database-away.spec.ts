import { openDumpConnection } from '@vortex/database';
import { type RunningPlatform, run } from '@vortex/kit';
import { eventually, freshDatabase, type FreshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer, type Server as TcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '../src/services';

const password = 'seven grey boats at dawn';
let platform: RunningPlatform;
let http: Server;
let url: string;
let token: string | undefined;
let databases: FreshDatabase[];
let road: Road;
/** To core's own database, past the road. */
let database: Awaited<ReturnType<typeof openDumpConnection>>;

/** The way of all services to PostgreSQL, which can be closed as if the server had gone. */
class Road {
  private readonly sockets = new Set<Socket>();
  private closed = false;
  private server: TcpServer | undefined;

  constructor(private readonly target: URL) {}

  async open(): Promise<number> {
    const server = createServer((socket) => this.join(socket));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  cut(): void {
    this.closed = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.closed = false;
  }

  end(): void {
    this.cut();
    this.server?.close();
  }

  private join(socket: Socket): void {
    if (this.closed) return void socket.destroy();
    const onward = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => one.destroy()).on('close', () => (this.sockets.delete(one), other.destroy()));
      one.pipe(other);
    }
  }
}

beforeAll(async () => {
  databases = await Promise.all(services.map(() => freshDatabase()));
  const real = databases.map((fresh) => fresh.url);
  road = new Road(new URL(real[0] ?? ''));
  const port = String(await road.open());
  const byTheRoad = (address = '') => Object.assign(new URL(address), { hostname: '127.0.0.1', port }).href;
  platform = await run(services, {
    exitOnSignal: false,
    version: '0.1.0',
    environment: {
      ...Object.fromEntries(
        services.map(({ name }, index) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, byTheRoad(real[index])]),
      ),
      VORTEX_DATABASE_URL: byTheRoad(real[0]),
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'away-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'away-backup-')),
      VORTEX_OWNER_PASSWORD: password,
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  if (!core) throw new Error('core has not started');
  http = createHttpServer(core.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  const { data } = await ask(
    `mutation { login(input: { username: "admin", password: "${password}" }) { accessToken } }`,
  );
  token = (data as { login: { accessToken: string } }).login.accessToken;
  database = await openDumpConnection(real[services.findIndex(({ name }) => name === 'core')] ?? '');
}, 60_000);
afterAll(async () => {
  road.mend();
  await database?.end();
  await platform?.close();
  http?.closeAllConnections();
  http?.close();
  road.end();
  await Promise.all(databases.map((fresh) => fresh.drop()));
});

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly reason?: string } }[];
}

async function ask(query: string, variables: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer;
}

const createUser = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id username } }';
const user = (username: string) => ask(createUser, { input: { username } });
const codeOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

/** Rows that tell of a user of this name, wherever its making would have left any. */
async function traces(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['vpn_user', 'device', 'subscription_link']) {
    const { rows } = await database.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}

it('a connection that is lost in the middle of a mutation leaves nothing half-written', async () => {
  const before = await traces();
  // Devices are written after their user: whoever waits there is in the middle.
  await database.query('BEGIN; LOCK TABLE device IN EXCLUSIVE MODE');
  const answer = user('halfway');
  try {
    await eventually(async () => {
      const { rowCount } = await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
      );
      return rowCount === 1;
    });
    expect(codeOf(await answer)).toEqual(['UNAVAILABLE']);
  } finally {
    await database.query('ROLLBACK');
  }
  expect(await traces()).toEqual(before);
  const again = await user('halfway');
  expect(again).toMatchObject({ data: { createUser: { username: 'halfway' } } });
});

it('a database that is away is said to be, and is used again when it is back', async () => {
  road.cut();
  const operations = ['{ users { nodes { id } } }', '{ groups { totalCount } }', '{ accounts { nodes { id } } }'];
  const machines = ['{ inbounds { nodes { id } } }', 'mutation { createServer(input: { name: "gone" }) { id } }'];
  const before = await traces();
  try {
    for (const operation of [...operations, ...machines])
      expect([operation, codeOf(await ask(operation))]).toEqual([operation, ['UNAVAILABLE']]);
    expect(codeOf(await user('gone'))).toEqual(['UNAVAILABLE']);
  } finally {
    road.mend();
  }
  await eventually(async () => (await ask('{ users { nodes { username } } }')).errors === undefined);
  expect(await traces()).toEqual(before);
  expect(await user('back')).toMatchObject({ data: { createUser: { username: 'back' } } });
  const { data } = await ask(
    '{ users(filter: { search: "gone" }) { totalCount } servers(filter: { search: "gone" }) { id } }',
  );
  expect(data).toEqual({ users: { totalCount: 0 }, servers: [] });
});

it('of fifty who make a user of one name at once, one does', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => user('wanted')));
  expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  const refused = answers.flatMap(({ errors }) => errors ?? []);
  expect(refused.map(({ extensions }) => extensions.code)).toEqual(Array(49).fill('CONFLICT'));
  const { data } = await ask('{ users(filter: { usernames: ["wanted"] }) { totalCount } }');
  expect(data).toEqual({ users: { totalCount: 1 } });
});

it.each(['Владелец', '用户名', 'مستخدم', 'משתמש', 'ผู้ใช้', '한국어', 'ユーザー', 'Ωμέγα', 'हिन्दी', 'naïve café'])(
  'what is called %s keeps that name, is found by it, and cannot be made twice',
  async (name) => {
    const made = await ask('mutation ($name: String!) { createGroup(input: { name: $name }) { id name } }', { name });
    expect(made).toMatchObject({ data: { createGroup: { name } } });
    const found = await ask('query ($name: String!) { groups(search: $name) { nodes { name } } }', { name });
    expect(found.data).toEqual({ groups: { nodes: [{ name }] } });
    const decomposed = name.normalize('NFD');
    const twice = await ask('mutation ($name: String!) { createGroup(input: { name: $name }) { id } }', {
      name: decomposed,
    });
    expect(codeOf(twice)).toEqual(['CONFLICT']);
  },
);
