import { newId, type TenantId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { UsageIntake } from '../src/lifecycle/usage-intake.service';
import type { UserId } from '../src/users/user';
import { accessToken } from '../test/access-tokens';
import type { RunningCore } from '../test/start-core';

const ofAConnection = 20;
const users = 50;
const rounds = 40;
const traffic = 'subscription ($id: ID!) { userTraffic(userId: $id) { usedBytes } }';
const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';

/** Follows the traffic of some users with `count` subscriptions, half of them at each replica. @returns delays in ms */
export async function followTraffic(
  replicas: readonly RunningCore[],
  tenantId: TenantId,
  count: number,
): Promise<number[]> {
  const [first] = replicas;
  if (!first) throw new Error('nobody to ask');
  const token = accessToken({ tenantId, lifetimeMs: 3_600_000 });
  const ids: string[] = [];
  for (let n = 0; n < users; n++) {
    const { data } = await first.ask(create, { token, variables: { input: { username: newId() } } });
    ids.push((data as { createUser: { id: string } }).createUser.id);
  }
  const clients: Client[] = [];
  const delays: number[] = [];
  let open = 0;
  let publishedAt = Number.NaN;
  for (let n = 0; n < count; n += ofAConnection) {
    const at = replicas[(n / ofAConnection) % replicas.length] ?? first;
    const client = createClient({
      url: at.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    clients.push(client);
    for (let m = n; m < Math.min(n + ofAConnection, count); m++) {
      let isFirst = true;
      client.subscribe(
        { query: traffic, variables: { id: ids[m % users] } },
        {
          next: () => {
            if (isFirst) open += 1;
            else delays.push(performance.now() - publishedAt);
            isFirst = false;
          },
          error: (error) => console.error(error),
          complete: () => undefined,
        },
      );
    }
  }
  await eventually(() => open === count, { timeoutMs: 60_000 });
  for (let round = 0; round < rounds; round++) {
    const expected = delays.length + count / users;
    publishedAt = performance.now();
    const userId = ids[round % users] as UserId;
    await first.get(UsageIntake).apply([{ userId, hour: new Date(), chargedBytes: 1_000n }]);
    await eventually(() => delays.length >= expected, { timeoutMs: 10_000 });
  }
  for (const client of clients) await client.dispose();
  return delays;
}
