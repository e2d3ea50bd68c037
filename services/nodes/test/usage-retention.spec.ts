import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { FakeClock } from '@vortex/testing';
import { UsageRetention } from '../src/usage/usage-retention.service';
import { UsageRetentionRepository } from '../src/usage/usage-retention.repository';
import { startNodes } from './start-nodes';

const now = new Date('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let nodes: Awaited<ReturnType<typeof startNodes>>;
let db: Database;
beforeAll(async () => {
  nodes = await startNodes({
    clock: new FakeClock(now),
    environment: { VORTEX_USAGE_HOURS_KEPT_DAYS: '40' },
  });
  db = nodes.get(Database);
});
afterAll(() => nodes.stop());
beforeEach(() => db.sql.execute('TRUNCATE usage_hour, usage_day, usage_batch'));

const record = (serverId: string, flowedAt: Date, users: number) =>
  nodes.rpc.as({ service: 'core' }).recordUsage({
    ...{ serverId, epoch: BigInt(flowedAt.getTime()), sequence: 1n },
    items: Array.from({ length: users }, () => ({
      ...{ userId: newId(), tenantId: nodes.tenants.operator, inboundId: newId(), flowedAt },
      ...{ uplinkBytes: 1n, downlinkBytes: 2n },
    })),
  });
const countOf = async (table: string): Promise<number> => {
  const [row] = await db.sql.query<{ count: bigint }>(`SELECT count(*) FROM ${table}`);
  return Number(row?.count);
};

it('forgets hours older than the setting says, in chunks, and keeps their days', async () => {
  const { id } = await nodes.given.server();
  await record(id, daysAgo(41), 6_000);
  await record(id, daysAgo(39), 10);
  const remove = jest.spyOn(nodes.get(UsageRetentionRepository), 'removeHours');
  await nodes.get(UsageRetention).prune();
  expect(await Promise.all(remove.mock.results.map(({ value }) => value as Promise<number>))).toEqual([
    5_000, 1_000, 0,
  ]);
  remove.mockRestore();
  expect([await countOf('usage_hour'), await countOf('usage_day')]).toEqual([10, 6_010]);
});

it('forgets the numbers of old reports, and knows the others again', async () => {
  const { id } = await nodes.given.server();
  const [old, young] = [daysAgo(20), daysAgo(10)];
  await record(id, old, 1);
  await record(id, young, 1);
  await db.sql.execute('UPDATE usage_batch SET recorded_at = $1 WHERE epoch = $2', [daysAgo(31), old.getTime()]);
  await nodes.get(UsageRetention).prune();
  expect(await countOf('usage_batch')).toBe(1);
  expect(await record(id, young, 1)).toEqual({ isNew: false });
});

it('replicas at it at once share the rows, and none waits for another', async () => {
  const { id } = await nodes.given.server();
  await record(id, daysAgo(50), 100);
  const usage = nodes.get(UsageRetentionRepository);
  await db.run(async () => {
    expect(await usage.removeHours(daysAgo(40), 60)).toBe(60);
    const other = new Database({
      ...{ createClient: () => db.client as never, url: nodes.databaseUrl, statementTimeoutMs: 2_000 },
      log: { warn: () => undefined, error: () => undefined } as never,
    });
    const [seen] = await other.sql.query<{ count: bigint }>(
      'SELECT count(*) FROM (SELECT FROM usage_hour FOR UPDATE SKIP LOCKED) AS free',
    );
    expect(seen?.count).toBe(40n);
    expect(await new UsageRetentionRepository(other).removeHours(daysAgo(40), 60)).toBe(40);
  });
  expect(await countOf('usage_hour')).toBe(0);
});
