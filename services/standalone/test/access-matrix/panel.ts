import { GraphQLSchemaHost } from '@nestjs/graphql';
// eslint-disable-next-line @nx/enforce-module-boundaries -- both come from agents, whose place the test takes
import { NodeIncident, type RecordUsageRequest, UsageServiceService } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { parseAddress, type PlatformRestores, RpcClients, run, targetOf, Unavailable } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { freshDatabase } from '@vortex/testing';
import type { GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { newMasterKey } from '../../src/home/secret-file';
import { ArchiveCheck } from '../../src/restore/archive-check';
import { restoreTargets } from '../../src/restore/restore-target';
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
  /** Has nodes tell of a clock that is off. */
  skewClock(serverId: string, tenantId: string): Promise<void>;
  close(): Promise<void>;
}

/** All services in one process, behind a real HTTP server. */
export async function startPanel(): Promise<Panel> {
  const databases = await Promise.all(services.map(() => freshDatabase()));
  const urls = services.map(({ name }, n) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, databases[n]?.url ?? '']);
  const most = '1000000000';
  const keys = join(mkdtempSync(join(tmpdir(), 'access-keys-')), 'master.keys');
  writeFileSync(keys, newMasterKey());
  const platform = await run(services, {
    exitOnSignal: false,
    version: '0.1.0',
    restores: restoresUpToTheDoor(keys),
    environment: {
      ...(Object.fromEntries(urls) as Record<string, string>),
      VORTEX_DATABASE_URL: databases[0]?.url ?? '',
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY_FILE: keys,
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'access-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'access-backup-')),
      VORTEX_OWNER_PASSWORD: ownerPassword,
      VORTEX_API_POINTS_PER_MINUTE: most,
      VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: most,
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  const machines = platform.services.get('nodes');
  const nodes = parseAddress(platform.rpcAddress('nodes'));
  if (!core || !machines || !nodes) throw new Error('not all services have started');
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
    skewClock(serverId, tenantId) {
      const [firstAt, lastAt] = [new Date(), new Date()];
      const event = { serverId, tenantId, kind: 'clock_skewed', count: 1, firstAt, lastAt };
      const { app } = machines;
      const tell = () => app.get(Outbox).add(NodeIncident, event, { aggregateId: serverId, tenantId });
      return app.get(Database).run(tell);
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

/** Archives are checked. There is no front that could hold requests, so what is begun ends with that. */
function restoresUpToTheDoor(file: string): PlatformRestores {
  const archives = new ArchiveCheck(restoreTargets(services, 'postgres://localhost', {}), '0.1.0', {
    file,
    isOurs: true,
  });
  return {
    check: (path, passphrase) => archives.check(path, passphrase),
    holdRequests: () => Promise.reject(new Unavailable('no_door')),
    releaseRequests: () => undefined,
    begin: () => undefined,
    outcome: undefined,
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
