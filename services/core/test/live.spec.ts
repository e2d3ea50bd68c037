import { newId } from '@vortex/kit';
import { eventually, sharedRedis } from '@vortex/testing';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { UsageIntake } from '../src/lifecycle/usage-intake.service';
import { NotificationService } from '../src/notifications/notification.service';
import type { ProjectedServer } from '../src/servers/projected-server';
import { ServerProjection } from '../src/servers/server-projection.service';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

const tenantId = newId();
const token = accessToken({ tenantId });
const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
const traffic =
  'subscription ($id: ID!, $after: String) { userTraffic(userId: $id, after: $after) { cursor usedBytes } }';
const status =
  'subscription ($id: ID!, $after: String) { serverStatus(serverId: $id, after: $after) { cursor state revision } }';
const notifications =
  'subscription ($id: ID!, $after: String) { notifications(userId: $id, after: $after) { id cursor kind } }';

describe.each(['in one process', 'over Redis, at two replicas'] as const)('%s', (shape) => {
  let one: RunningCore;
  let other: RunningCore;
  const clients: Client[] = [];

  beforeAll(async () => {
    const environment: Record<string, string> =
      shape === 'in one process' ? {} : { VORTEX_REDIS_URL: await sharedRedis() };
    one = await startCore(environment);
    other =
      shape === 'in one process' ? one : await startCore({ ...environment, VORTEX_CORE_DATABASE_URL: one.databaseUrl });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });
  afterAll(async () => {
    if (other !== one) await other.close();
    await one.close();
  });

  /** What comes for a subscription at a replica, for as long as it is open. */
  function follow<T>(at: RunningCore, query: string, variables: Record<string, unknown>, as = token) {
    const client = createClient({
      url: at.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${as}` },
    });
    clients.push(client);
    const seen: T[] = [];
    const errors: unknown[] = [];
    const ended = { yes: false };
    const stop = client.subscribe<Record<string, T>>(
      { query, variables },
      {
        next: ({ data, errors: found }) => {
          if (found) errors.push(...found);
          const [value] = Object.values(data ?? {});
          if (value) seen.push(value);
        },
        error: (error) => errors.push(...[error].flat()),
        complete: () => void (ended.yes = true),
      },
    );
    return { seen, errors, stop, ended };
  }
  const newUser = async () => {
    const input = { username: `u${newId()}` };
    const { data, errors } = await one.ask(create, { token, variables: { input } });
    expect(errors).toEqual([]);
    return (data as { createUser: { id: string } }).createUser.id;
  };
  const use = (id: string, bytes: bigint) =>
    one.get(UsageIntake).apply([{ userId: id as never, hour: new Date(), chargedBytes: bytes }]);
  const notify = (id: string) =>
    one.get(NotificationService).record([{ userId: id as never, tenantId: tenantId as never, kind: 'limited' }]);

  interface Traffic {
    readonly cursor: string;
    readonly usedBytes: string;
  }

  it('shows what a user has used, now and as it grows', async () => {
    const id = await newUser();
    const { seen, errors } = follow<Traffic>(other, traffic, { id });
    await eventually(() => seen.length === 1);
    await use(id, 5n);
    await eventually(() => seen.length === 2);
    await use(id, 2n);
    await eventually(() => seen.length === 3);
    expect([seen.map(({ usedBytes }) => usedBytes), errors]).toEqual([['0', '5', '7'], []]);
  });

  it('goes on behind the cursor of one who comes back, and begins anew where it cannot', async () => {
    const id = await newUser();
    const first = follow<Traffic>(other, traffic, { id });
    await eventually(() => first.seen.length === 1);
    await use(id, 1n);
    await eventually(() => first.seen.length === 2);
    first.stop();
    await use(id, 1n);
    await use(id, 1n);
    const back = follow<Traffic>(one, traffic, { id, after: first.seen[1]?.cursor });
    await eventually(() => back.seen.length === 2);
    expect(back.seen.map(({ usedBytes }) => usedBytes)).toEqual(['2', '3']);
    const lost = follow<Traffic>(one, traffic, { id, after: '1-1' });
    await eventually(() => lost.seen.length === 1);
    expect(lost.seen[0]?.usedBytes).toBe('3');
  });

  it('misses no notification, told or not', async () => {
    const id = await newUser();
    const first = follow<{ cursor: string }>(other, notifications, { id });
    // Only what comes from now on is told, so it takes one to know that somebody listens.
    await eventually(async () => {
      await notify(id);
      return first.seen.length > 0;
    });
    first.stop();
    const cursor = first.seen.at(-1)?.cursor;
    const behind = 'query ($id: ID!) { userNotifications(userId: $id) { id } }';
    await notify(id);
    await notify(id);
    const back = follow<{ id: string }>(one, notifications, { id, after: cursor });
    const { data } = await one.ask(behind, { token, variables: { id } });
    const all = (data as { userNotifications: { id: string }[] }).userNotifications.map((each) => each.id).reverse();
    const missed = all.slice(all.indexOf(cursor ?? '') + 1);
    expect(missed.length).toBeGreaterThanOrEqual(2);
    await eventually(() => back.seen.length === missed.length);
    expect(back.seen.map((each) => each.id)).toEqual(missed);
  });

  it('shows how a server is, misses no change of it, and ends when it is gone', async () => {
    const id = newId();
    const server = { id, tenantId, name: 'one', shared: false, country: '', city: '', addresses: [] };
    const projection = one.get(ServerProjection);
    const become = (state: string, revision: bigint) =>
      projection.learn({ ...server, state, revision } satisfies ProjectedServer);
    await become('PROVISIONING', 1n);
    const first = follow<{ cursor: string; state: string }>(other, status, { id });
    await eventually(() => first.seen.length === 1);
    await become('ACTIVE', 2n);
    await eventually(() => first.seen.length === 2);
    expect(first.seen.map(({ state }) => state)).toEqual(['PROVISIONING', 'ACTIVE']);
    first.stop();
    await become('DRAINING', 3n);
    await become('DISABLED', 4n);
    const back = follow<{ state: string }>(one, status, { id, after: first.seen[1]?.cursor });
    await eventually(() => back.seen.length === 2);
    expect(back.seen.map(({ state }) => state)).toEqual(['DRAINING', 'DISABLED']);
    const stranger = follow(other, status, { id, after: first.seen[1]?.cursor }, accessToken());
    await eventually(() => stranger.errors.length > 0);
    expect([stranger.seen, stranger.errors]).toMatchObject([[], [{ extensions: { code: 'NOT_FOUND' } }]]);
    await projection.forget({ id, tenantId, revision: 5n });
    await eventually(() => back.ended.yes);
    expect(back.errors).toEqual([]);
  });

  it('is not for other tenants, also not with a cursor', async () => {
    const id = await newUser();
    const stranger = accessToken();
    for (const query of [traffic, notifications]) {
      const { seen, errors } = follow(one, query, { id, after: query === traffic ? '1-1' : newId() }, stranger);
      await eventually(() => errors.length > 0);
      expect([seen, errors]).toMatchObject([[], [{ extensions: { code: 'NOT_FOUND' } }]]);
    }
  });
});
