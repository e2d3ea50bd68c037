import type { FanOut } from '@vortex/cache';
import { FAN_OUT, revocationTopic, writeNotices } from '@vortex/kit';
import { sharedRedis } from '@vortex/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { accessToken } from './access-tokens';
import { revoked } from './stand-in-auth';
import { type RunningCore, startCore } from './start-core';

let replicas: RunningCore[];

beforeAll(async () => {
  const environment = { VORTEX_REDIS_URL: await sharedRedis() };
  replicas = [await startCore(environment), await startCore(environment)];
});
afterAll(async () => {
  for (const replica of replicas) await replica.close();
});

const at = (index: number): RunningCore => {
  const replica = replicas[index];
  if (!replica) throw new Error('there are two replicas');
  return replica;
};
const sessionOf = (token: string): string => {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
  return claims.sid;
};
const inAMinute = () => new Date(Date.now() + 60_000);

/** Follows the figures of the platform at a replica; `closed` resolves with how the server ended the connection. */
async function following(core: RunningCore, token: string) {
  let close = (_event: unknown): void => undefined;
  const closed = new Promise<unknown>((resolve) => (close = resolve));
  const client = createClient({
    url: core.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    // Or the client would hang up itself when its subscription is refused before the connection is.
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: { authorization: `Bearer ${token}` },
    on: { closed: close },
  });
  const results = client.iterate({ query: 'subscription { systemMetrics { measuredAt } }' });
  expect((await results.next()).value).toMatchObject({ data: { systemMetrics: {} } });
  const rest = async (): Promise<void> => {
    while (!(await results.next()).done);
  };
  rest().catch(() => undefined);
  return { closed, end: () => client.dispose() };
}

const code = async (core: RunningCore, token: string) =>
  (await core.ask('{ me { id } }', { token })).errors[0]?.extensions;

it('closes the WebSockets of a session that auth only lists as ended', async () => {
  const [token, other] = [accessToken(), accessToken()];
  const connection = await following(at(1), token);
  const bystander = await following(at(1), other);
  revoked.push({
    subject: { $case: 'sessionId', value: sessionOf(token) },
    beforeRevision: 0n,
    expiresAt: inAMinute(),
  });
  expect(await connection.closed).toMatchObject({ code: 4401, reason: 'session revoked' });
  expect(await code(at(1), token)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'session_revoked' });
  expect(await code(at(1), other)).toBeUndefined();
  await bystander.end();
});

it('closes them at once when another replica tells', async () => {
  const token = accessToken();
  const connection = await following(at(1), token);
  const fanOut = at(0).platform.services.get('auth')?.app.get<FanOut>(FAN_OUT, { strict: false });
  const notice = { kind: 'session' as const, id: sessionOf(token), beforeRevision: 0 };
  await fanOut?.publish(revocationTopic, writeNotices([{ ...notice, expiresAtMs: inAMinute().getTime() }]));
  expect(await connection.closed).toMatchObject({ code: 4401 });
  for (const replica of replicas) expect(await code(replica, token)).toMatchObject({ reason: 'session_revoked' });
});
