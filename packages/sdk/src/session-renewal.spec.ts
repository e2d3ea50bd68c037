import { HealthCheck, Login, VortexClient, VortexError } from './index';

interface Sent {
  readonly operation: string;
  readonly headers: Record<string, string>;
}

/** A server that keeps one session: `expired` until it is refreshed, if it can be. */
function panel({ canRefresh = true } = {}) {
  const sent: Sent[] = [];
  const told: string[] = [];
  let isExpired = true;
  const answer = (operation: string): object => {
    const refused = (reason: string) => ({
      errors: [{ message: reason, extensions: { code: 'UNAUTHENTICATED', reason } }],
    });
    if (operation === 'Login') return refused('wrong_credentials');
    if (operation === 'RefreshToken') {
      isExpired = !canRefresh;
      return canRefresh ? { data: { refreshToken: {} } } : refused('session_ended');
    }
    return isExpired ? refused('token_expired') : { data: { healthCheck: { state: 'OK' } } };
  };
  const fetch = async (_url: unknown, request?: RequestInit) => {
    const { operationName } = JSON.parse(request?.body as string) as { operationName: string };
    sent.push({ operation: operationName, headers: request?.headers as Record<string, string> });
    await new Promise((resolve) => setTimeout(resolve, 5));
    return new Response(JSON.stringify(answer(operationName)));
  };
  const client = new VortexClient({
    url: 'http://panel.test/graphql',
    session: 'cookie',
    fetch,
    onUnauthenticated: (error) => told.push(error.reason),
  });
  return { client, sent, told, operations: () => sent.map(({ operation }) => operation) };
}

it('says with every request that it is of a page of the platform, and sends no token', async () => {
  const { client, sent } = panel();
  await client.request(HealthCheck, {});
  for (const { headers } of sent) {
    expect(headers['x-vortex-session']).toBe('cookie');
    expect(headers).not.toHaveProperty('authorization');
  }
});

it('has an ended token renewed once for all requests that find it so, and repeats them', async () => {
  const { client, operations, told } = panel();
  const answers = await Promise.all([1, 2, 3].map(() => client.request(HealthCheck, {})));
  expect(answers.map(({ healthCheck }) => healthCheck.state)).toEqual(['OK', 'OK', 'OK']);
  expect(operations().filter((operation) => operation === 'RefreshToken')).toHaveLength(1);
  expect(told).toEqual([]);
});

it('tells when the session is over, after one attempt', async () => {
  const { client, operations, told } = panel({ canRefresh: false });
  await expect(client.request(HealthCheck, {})).rejects.toMatchObject({ reason: 'token_expired' });
  expect(operations()).toEqual(['HealthCheck', 'RefreshToken']);
  expect(told).toEqual(['token_expired']);
});

it('renews nothing for a form that holds a wrong password', async () => {
  const { client, operations, told } = panel();
  const attempt = client.request(Login, { input: { username: 'admin', password: 'x' } });
  await expect(attempt).rejects.toBeInstanceOf(VortexError);
  expect(operations()).toEqual(['Login']);
  expect(told).toEqual([]);
});

it('takes no session for over while the server is away', async () => {
  const told: string[] = [];
  const refused = { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED', reason: 'token_expired' } }] };
  const fetch = async (_url: unknown, request?: RequestInit) => {
    if ((request?.body as string).includes('RefreshToken')) throw new TypeError('fetch failed');
    return new Response(JSON.stringify(refused));
  };
  const client = new VortexClient({
    url: 'http://panel.test/graphql',
    session: 'cookie',
    fetch,
    onUnauthenticated: (error) => told.push(error.reason),
  });
  await expect(client.request(HealthCheck, {})).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'network' });
  expect(told).toEqual([]);
});
