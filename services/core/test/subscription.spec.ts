import { type Client, createClient } from 'graphql-ws';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { accessToken, type TokenOptions } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
const clients: Client[] = [];

beforeAll(async () => {
  core = await startCore();
});
afterEach(async () => {
  for (const made of clients.splice(0)) await made.dispose();
});
afterAll(() => core.close());

const metrics = 'subscription { systemMetrics { measuredAt residentMemoryBytes outboxBacklog deadLetters } }';

function client(authorization?: string): Client {
  const made = createClient({
    url: core.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: authorization ? { authorization } : {},
  });
  clients.push(made);
  return made;
}
const following = (options: TokenOptions = {}) => client(`Bearer ${accessToken(options)}`);

/** What following was refused with: GraphQL errors, or how the connection was closed. Nothing once a result came. */
async function refusalOf(from: Client, query = metrics): Promise<unknown> {
  try {
    for await (const { errors } of from.iterate({ query })) return errors;
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('the figures of the platform', () => {
  it('come at once and go on, the same to all who follow', async () => {
    const measured = await Promise.all(
      [following(), following()].map(async (each) => {
        const seen: string[] = [];
        for await (const { data, errors } of each.iterate({ query: metrics })) {
          expect(errors).toBeUndefined();
          seen.push((data as { systemMetrics: { measuredAt: string } }).systemMetrics.measuredAt);
          if (seen.length === 3) break;
        }
        return seen;
      }),
    );
    const [one, other] = measured.map((seen) => seen.slice(1));
    expect(one).toEqual(other);
  }, 30_000);

  it('are not for strangers', async () => {
    expect(await refusalOf(client())).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('are not for accounts without the permission, or with a password to change', async () => {
    expect(await refusalOf(following({ permissions: [] }))).toMatchObject([
      { extensions: { code: 'PERMISSION_DENIED', reason: 'permission_missing' } },
    ]);
    expect(await refusalOf(following({ mustChangePassword: true }))).toMatchObject([
      { extensions: { code: 'PERMISSION_DENIED', reason: 'password_change_required' } },
    ]);
  });
});

describe('a connection', () => {
  it('is refused with a token that is not believed', async () => {
    expect(await refusalOf(client('Bearer nonsense'))).toMatchObject({ code: 4403 });
  });

  it('ends when its token does', async () => {
    const token = accessToken({ lifetimeMs: 2_000 });
    const following = client(`Bearer ${token}`).iterate({ query: metrics });
    const end = (async () => {
      for await (const { errors } of following) expect(errors).toBeUndefined();
    })();
    await expect(end).rejects.toMatchObject({ code: 4403 });
  });

  it('carries subscriptions only, within the same limits', async () => {
    const reason = async (query: string) => {
      const errors = (await refusalOf(following(), query)) as { extensions?: { code?: string; reason?: string } }[];
      return errors[0]?.extensions?.reason ?? errors[0]?.extensions?.code;
    };
    expect(await reason('{ healthCheck { state } }')).toBe('only_subscriptions_here');
    expect(await reason('{ __schema { types { name } } }')).toBe('only_subscriptions_here');
    expect(await reason('mutation { login(input: { username: "a", password: "b" }) { accessToken } }')).toBe(
      'only_subscriptions_here',
    );
    expect(await reason('subscription {')).toBe('GRAPHQL_PARSE_FAILED');
    expect(await reason('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await reason(`subscription { ${'systemMetrics { measuredAt } '.repeat(4)} }`)).toBe('too_many_repetitions');
  });

  it('ends with a message that is too large', async () => {
    const socket = new WebSocket(core.url.replace('http', 'ws'), 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { padding: 'x'.repeat(100_000) } }));
    expect(await closed).toBe(1009);
  });

  it('is refused to a page of somebody else, and anywhere but at the API', async () => {
    const { host } = new URL(core.url);
    const answer = (path: string, origin: string) =>
      new Promise<string>((resolve) => {
        const [hostname, port] = host.split(':');
        const socket = connect(Number(port), hostname);
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
            'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
        );
        socket.once('data', (data) => {
          resolve(data.toString().split('\r\n')[0] ?? '');
          socket.destroy();
        });
      });
    expect(await answer('/graphql', `http://${host}`)).toContain('101');
    expect(await answer('/graphql', 'https://evil.example')).toContain('403');
    expect(await answer('/healthz', `http://${host}`)).toContain('404');
  });
});
