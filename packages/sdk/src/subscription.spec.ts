import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { SystemMetrics, VortexClient } from './index';

const schema = buildSchema(`
  type SystemMetrics { measuredAt: String!, residentMemoryBytes: String!, outboxBacklog: Int!, deadLetters: Int! }
  type Query { unused: Int }
  type Subscription { systemMetrics: SystemMetrics! }
`);

const sample = (deadLetters: number) => ({
  systemMetrics: { measuredAt: '2026-11-21T08:00:00.000Z', residentMemoryBytes: '1', outboxBacklog: 0, deadLetters },
});

describe('a subscription', () => {
  let server: Server;
  let sockets: WebSocketServer;
  let url: string;
  let source: () => AsyncGenerator<unknown>;

  beforeAll(async () => {
    server = createServer();
    sockets = new WebSocketServer({ server, path: '/graphql' });
    useServer(
      {
        schema,
        roots: { subscription: { systemMetrics: () => source() } },
        onConnect: ({ connectionParams, extra }) =>
          connectionParams?.['authorization'] !== 'Bearer expired' && !extra.request.headers['x-expired'],
      },
      sockets,
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('gives results until the server ends it', async () => {
    source = async function* () {
      yield sample(1);
      yield sample(2);
    };
    const client = new VortexClient({ url, webSocket: WebSocket });
    const seen: number[] = [];
    for await (const { systemMetrics } of client.subscribe(SystemMetrics, {})) seen.push(systemMetrics.deadLetters);
    expect(seen).toEqual([1, 2]);
    await client.close();
  });

  it('ends quietly, here and on the server, when the signal aborts', async () => {
    let ended = false;
    source = async function* () {
      try {
        for (let count = 0; ; count += 1) {
          yield sample(count);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      } finally {
        ended = true;
      }
    };
    const client = new VortexClient({ url, webSocket: WebSocket });
    const controller = new AbortController();
    for await (const { systemMetrics } of client.subscribe(SystemMetrics, {}, { signal: controller.signal })) {
      if (systemMetrics.deadLetters === 2) controller.abort();
    }
    while (!ended) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.close();
  });

  it('fails with what the server said', async () => {
    // eslint-disable-next-line require-yield -- it fails before the first result
    source = async function* () {
      throw new GraphQLError('no', { extensions: { code: 'PERMISSION_DENIED', reason: 'permission_missing' } });
    };
    const client = new VortexClient({ url, webSocket: WebSocket });
    const first = client.subscribe(SystemMetrics, {}).next();
    await expect(first).rejects.toMatchObject({ code: 'PERMISSION_DENIED', reason: 'permission_missing' });
    await client.close();
  });

  it('reports a token the server does not accept, and a server that is away', async () => {
    const told: string[] = [];
    const client = new VortexClient({
      url,
      webSocket: WebSocket,
      token: () => 'expired',
      onUnauthenticated: (error) => told.push(error.reason),
    });
    await expect(client.subscribe(SystemMetrics, {}).next()).rejects.toMatchObject({ reason: 'connection_refused' });
    const away = new VortexClient({ url: 'http://127.0.0.1:1/graphql', webSocket: WebSocket });
    await expect(away.subscribe(SystemMetrics, {}).next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(told).toEqual([]);
  });

  it('of a page with cookies has them renewed when the socket is refused, and begins once more', async () => {
    source = async function* () {
      yield sample(7);
    };
    let isExpired = true;
    const refreshed: string[] = [];
    class Socket extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, isExpired ? { headers: { 'x-expired': 'yes' } } : {});
      }
    }
    const answer = (_url: unknown, request?: RequestInit) => {
      refreshed.push((JSON.parse(request?.body as string) as { operationName: string }).operationName);
      isExpired = false;
      return Promise.resolve(new Response(JSON.stringify({ data: { refreshToken: {} } })));
    };
    const client = new VortexClient({ url, session: 'cookie', webSocket: Socket, fetch: answer });
    const seen: number[] = [];
    for await (const { systemMetrics } of client.subscribe(SystemMetrics, {})) seen.push(systemMetrics.deadLetters);
    expect(seen).toEqual([7]);
    expect(refreshed).toEqual(['RefreshToken']);
    await client.close();
  });
});
