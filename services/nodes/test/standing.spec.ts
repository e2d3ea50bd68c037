import { AuditRecorded } from '@vortex/contracts/auth';
import { ServerFailoverChanged, ServerQuotaChanged, TrafficQuota } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { eventually, FakeClock } from '@vortex/testing';
import { ServerQuotas } from '../src/standing/server-quota.service';
import { StandingWatch } from '../src/standing/standing-watch.service';
import { aServer, refusedPaths, startNodes } from './start-nodes';

const clock = new FakeClock(new Date());
let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => (nodes = await startNodes({ clock })));
afterAll(() => nodes.stop());

const active = { state: 'SERVER_STATE_ACTIVE' } as const;
const quota = (given: object) => TrafficQuota.fromPartial({ limitBytes: 1_000n, ...given });
let sequence = 0n;
const carry = (serverId: string, uplinkBytes: bigint, downlinkBytes: bigint, flowedAt = clock.now()) =>
  nodes.rpc.as({ service: 'core' }).recordUsage({
    ...{ serverId, epoch: 1n, sequence: (sequence += 1n) },
    items: [
      { userId: newId(), tenantId: nodes.tenants.operator, inboundId: newId(), flowedAt, uplinkBytes, downlinkBytes },
    ],
  });
const usage = async (serverId: string) =>
  (await nodes.operator.batchGetQuotaUsage({ serverIds: [serverId] })).servers[0];
/** Time goes on until everything is looked at again, and what is told of it has arrived. */
const looked = (expectation: () => void | Promise<void>) => {
  clock.advance(10_000);
  return eventually(async () => {
    await nodes.get(StandingWatch).round();
    await expectation();
  });
};
const change = (id: string, given: object) => nodes.operator.updateServer({ id, ...given });

const told = (serverId: string) =>
  nodes.events
    .of(ServerQuotaChanged)
    .filter((event) => event.serverId === serverId)
    .map(({ state, revision }) => `${state.replace('QUOTA_STATE_', '')} ${revision}`);

describe('a server’s quota', () => {
  it('is counted from all that was recorded, and told of when it warns and when it is exhausted', async () => {
    const { id } = await nodes.given.server({ ...active, trafficQuota: quota({ warningPercent: 50 }) });
    await carry(id, 100n, 300n);
    expect(await usage(id)).toMatchObject({ usedBytes: 400n, state: 'QUOTA_STATE_WITHIN' });
    await carry(id, 50n, 50n);
    await looked(() => expect(told(id)).toEqual(['WARNED 1']));
    await carry(id, 0n, 500n);
    await looked(() => expect(told(id)).toEqual(['WARNED 1', 'EXHAUSTED 2']));
    await change(id, { trafficQuota: quota({ limitBytes: 5_000n }) });
    await looked(() => expect(told(id)).toEqual(['WARNED 1', 'EXHAUSTED 2', 'WITHIN 3']));
  });

  it('counts the directions its provider counts, and what flowed in its month alone', async () => {
    const { id } = await nodes.given.server({ ...active, trafficQuota: quota({}) });
    await carry(id, 10n, 20n);
    await carry(id, 40n, 30n, new Date(clock.now().getTime() - 40 * 86_400_000));
    const counted = async (which: string) => {
      await change(id, { trafficQuota: quota({ counted: `COUNTED_TRAFFIC_${which}` }) });
      return (await usage(id))?.usedBytes;
    };
    expect([
      await counted('BOTH'),
      await counted('UPLINK'),
      await counted('DOWNLINK'),
      await counted('LARGER'),
    ]).toEqual([30n, 10n, 20n, 20n]);
  });

  it('names every problem of what it is given', async () => {
    const wrong = quota({ limitBytes: -1n, warningPercent: 101, reset: { zone: 'Moon/Base', dayOfMonth: 32 } });
    expect(await refusedPaths(nodes.operator.createServer(aServer({ trafficQuota: wrong })))).toMatchObject({
      'trafficQuota.limitBytes': 'too_small',
      'trafficQuota.reset.dayOfMonth': 'too_big',
      'trafficQuota.reset.zone': 'unknown_zone',
      'trafficQuota.warningPercent': 'too_big',
    });
  });

  it('is shown to who may see the server, and of servers that have one', async () => {
    const { id } = await nodes.given.server({ ...active, trafficQuota: quota({}) });
    expect((await nodes.stranger.batchGetQuotaUsage({ serverIds: [id] })).servers).toEqual([]);
    const { id: without } = await nodes.given.server(active);
    expect(await usage(without)).toBeUndefined();
  });
});

describe('a fail-over group', () => {
  const grouped = (group: string, rank: number) => nodes.given.server({ ...active, failover: { group, rank } });
  const health = (serverId: string, state: string) =>
    nodes.get(Database).sql.execute(
      `INSERT INTO server_health (server_id, state, score, bad_looks, good_looks, since, due_at)
       VALUES ($1, $2, 50, 0, 0, now(), '2100-01-01') ON CONFLICT (server_id) DO UPDATE SET state = EXCLUDED.state`,
      [serverId, state],
    );
  const shown = async (name: string) => {
    const { groups } = await nodes.operator.listFailoverGroups({});
    const found = groups.find((group) => group.name === name);
    return found?.members.filter(({ spare }) => !spare).map(({ serverId }) => serverId);
  };
  const shows = async (name: string, ids: readonly string[]) => expect(await shown(name)).toEqual(ids);
  const toldOf = (serverId: string) =>
    nodes.events
      .of(ServerFailoverChanged)
      .filter((event) => event.serverId === serverId)
      .map(({ spare }) => spare);

  it('shows its best; a spare takes over from one that is not well, is exhausted or is drained, and gives back', async () => {
    const [first, second, third] = [await grouped('Berlin', 1), await grouped('berlin', 2), await grouped('BERLIN', 3)];
    await looked(() => shows('Berlin', [first.id]));
    await health(first.id, 'unhealthy');
    await looked(() => shows('Berlin', [second.id]));
    await change(second.id, { state: 'SERVER_STATE_DRAINING' });
    await looked(() => shows('Berlin', [third.id]));
    await health(first.id, 'healthy');
    await looked(() => shows('Berlin', [third.id]));
    clock.advance(120_000);
    await looked(() => shows('Berlin', [first.id]));
    await change(first.id, { trafficQuota: quota({}) });
    await carry(first.id, 500n, 500n);
    await looked(() => shows('Berlin', [third.id]));
    await eventually(() => expect(toldOf(third.id)).toEqual([true, false, true, false]));
    await change(first.id, { failover: { group: '', rank: 0 } });
    await looked(() => expect(toldOf(first.id).at(-1)).toBe(false));
  });

  it('shows as many as somebody decides, which is recorded, and is nothing to other tenants', async () => {
    const [one, two] = [await grouped('Oslo', 1), await grouped('Oslo', 2)];
    await grouped('Oslo', 3);
    const made = await nodes.operator.updateFailoverGroup({ name: ' oslo', shownServers: 2 });
    expect(made).toMatchObject({ name: 'Oslo', shownServers: 2 });
    await looked(() => shows('Oslo', [one.id, two.id]));
    await eventually(() =>
      expect(nodes.events.of(AuditRecorded)).toContainEqual(
        expect.objectContaining({
          action: 'nodes.failover_group.update',
          beforeJson: '{"shownServers":1}',
          afterJson: '{"shownServers":2}',
        }),
      ),
    );
    const theirs = nodes.stranger.updateFailoverGroup({ name: 'Oslo', shownServers: 1 });
    await expect(theirs).rejects.toHaveCode('failover_group_not_found');
    expect((await nodes.stranger.listFailoverGroups({})).groups).toEqual([]);
    const none = nodes.operator.updateFailoverGroup({ name: 'Oslo', shownServers: 0 });
    expect(await refusedPaths(none)).toEqual({ shownServers: 'too_small' });
  });

  it('is decided once, however many replicas look at once', async () => {
    const made = [await grouped('Rome', 1), await grouped('Rome', 2)];
    await Promise.all(Array.from({ length: 5 }, () => nodes.get(StandingWatch).round()));
    await shows('Rome', [made[0]?.id ?? '']);
    await eventually(() => expect(toldOf(made[1]?.id ?? '')).toEqual([true]));
  });
});

// The last one: no caller's token outlives the month.
it('a server’s month begins anew on its day by itself, and is kept over a restart', async () => {
  const { id } = await nodes.given.server({ ...active, trafficQuota: quota({}) });
  await carry(id, 600n, 600n);
  await looked(() => expect(told(id)).toEqual(['EXHAUSTED 1']));
  const month = await usage(id);
  clock.advance((month?.periodEndsAt?.getTime() ?? 0) - clock.now().getTime());
  await nodes.get(StandingWatch).round();
  await eventually(() => expect(told(id)).toEqual(['EXHAUSTED 1', 'WITHIN 2']));
  const [now] = await nodes.get(ServerQuotas).findMany({ platform: true }, [id]);
  expect(now).toMatchObject({ usedBytes: 0n, state: 'within', month: { start: month?.periodEndsAt } });
});
