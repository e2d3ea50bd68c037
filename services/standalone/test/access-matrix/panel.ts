import { GraphQLSchemaHost } from '@nestjs/graphql';
// eslint-disable-next-line @nx/enforce-module-boundaries -- usage comes from agents, whose place the test takes
import { type RecordUsageRequest, UsageServiceService } from '@vortex/contracts/nodes';
import { parseAddress, RpcClients, run, targetOf } from '@vortex/kit';
import { freshDatabase } from '@vortex/testing';
import type { GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { services } from '../../src/services';

export const ownerPassword = 'seven grey boats at dawn';
/** Until a subscription has answered. Long: it costs nothing when it does. */
const answerMs = 15_000;

/** Who asks: with which token, and for which tenant if not the own. */
export interface Asker {
  readonly token?: string;
  readonly tenant?: string;
  /** What a mutation is repeated under. */
  readonly idempotencyKey?: string;
}

export interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly reason?: string };
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Failure[];
  /** As the audit has it. */
  readonly requestId?: string | null;
}

export interface Panel {
  readonly schema: GraphQLSchema;
  /** Over HTTP. */
  ask(as: Asker, query: string, variables?: object): Promise<Answer>;
  /** As `ask`, of what must succeed: the value of the only root field. */
  get<T>(as: Asker, query: string, variables?: object): Promise<T>;
  /** Over a WebSocket: the first event of a subscription, or what it was refused with. */
  follow(as: Asker, query: string, variables: object): Promise<Answer>;
  /** Of the rest of core's HTTP: files. */
  send(as: Asker, path: string, body?: string): Promise<Response>;
  recordUsage(usage: RecordUsageRequest): Promise<void>;
  close(): Promise<void>;
}

/** All services in one process, behind a real HTTP server. */
export async function startPanel(): Promise<Panel> {
  const databases = await Promise.all(services.map(() => freshDatabase()));
  const urls = services.map(({ name }, n) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, databases[n]?.url ?? '']);
  const most = '1000000000';
  const platform = await run(services, {
    exitOnSignal: false,
    version: '0.1.0',
    environment: {
      ...(Object.fromEntries(urls) as Record<string, string>),
      VORTEX_DATABASE_URL: databases[0]?.url ?? '',
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'access-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'access-backup-')),
      VORTEX_OWNER_PASSWORD: ownerPassword,
      VORTEX_API_POINTS_PER_MINUTE: most,
      VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: most,
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  const nodes = parseAddress(platform.rpcAddress('nodes'));
  if (!core || !nodes) throw new Error('not all services have started');
  const agents = new RpcClients({
    service: 'core',
    calls: ['nodes'],
    targetOf: (name) => targetOf(name, nodes, undefined),
  });
  const http = createServer(core.handle).on('upgrade', core.upgrade);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `127.0.0.1:${(http.address() as AddressInfo).port}`;

  const ask: Panel['ask'] = async (as, query, variables = {}) => {
    const headers = { 'content-type': 'application/json', ...headersOf(as) };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`http://${origin}/graphql`, { method: 'POST', headers, body });
    return { ...((await response.json()) as Answer), requestId: response.headers.get('x-request-id') };
  };
  return {
    schema: core.app.get(GraphQLSchemaHost, { strict: false }).schema,
    ask,
    async get<T>(as: Asker, query: string, variables?: object) {
      const { data, errors } = await ask(as, query, variables);
      if (errors || !data) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      return Object.values(data)[0] as T;
    },
    follow: (as, query, variables) => firstOf(`ws://${origin}/graphql`, headersOf(as), query, variables),
    send: (as, path, body) => {
      const sent = body === undefined ? {} : { method: 'POST', body };
      return fetch(`http://${origin}${path}`, { ...sent, headers: { 'content-type': 'text/csv', ...headersOf(as) } });
    },
    async recordUsage(usage) {
      await agents.client(UsageServiceService).recordUsage(usage);
    },
    async close() {
      agents.close();
      await platform.close();
      http.closeAllConnections();
      http.close();
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
}

function headersOf({ token, tenant, idempotencyKey }: Asker): Record<string, string> {
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(tenant ? { 'x-vortex-tenant': tenant } : {}),
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  };
}

async function firstOf(url: string, connectionParams: object, query: string, variables: object): Promise<Answer> {
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { ...connectionParams },
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${answerMs} ms: ${query}`)), answerMs);
  });
  const first = async (): Promise<Answer> => {
    for await (const result of client.iterate({ query, variables: { ...variables } })) return result as Answer;
    throw new Error(`ended without an event: ${query}`);
  };
  try {
    return await Promise.race([first(), late]);
  } catch (error) {
    if (Array.isArray(error)) return { errors: error as Failure[] };
    const { code } = error as { code?: number };
    // How a connection is closed whose token is not believed: docs/sessions.md.
    if (code === 4401 || code === 4403)
      return { errors: [{ message: String(code), extensions: { code: 'UNAUTHENTICATED' } }] };
    throw error;
  } finally {
    clearTimeout(timer);
    await client.dispose();
  }
}
