import { rpcPolicies } from '@vortex/contracts/catalog';
import { UsageRecorded, UsageServiceService } from '@vortex/contracts/nodes';
import { newId } from '@vortex/kit';
import { eventually, FakeClock } from '@vortex/testing';
import { charge } from '../src/usage/charge';
import { refusedPaths, startNodes } from './start-nodes';

const noon = new Date('2026-11-20T12:00:00Z');
const at = (text: string) => new Date(`2026-11-20T${text}Z`);
const clock = new FakeClock(noon);
let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => (nodes = await startNodes({ clock })));
afterAll(() => nodes.stop());

const agent = () => nodes.rpc.as({ service: 'core' });
const item = (given: object = {}) => ({
  userId: newId(),
  tenantId: nodes.tenants.operator,
  inboundId: newId(),
  flowedAt: at('10:30:00'),
  uplinkBytes: 100n,
  downlinkBytes: 900n,
  ...given,
});
const day = {
  from: at('00:00:00'),
  to: new Date('2026-11-21T00:00:00Z'),
  resolution: 'TRAFFIC_RESOLUTION_HOUR' as const,
};
const record = (serverId: string, sequence: bigint, items: ReturnType<typeof item>[]) =>
  agent().recordUsage({ serverId, epoch: 1n, sequence, items });

describe('charging', () => {
  it('carries what is left of a byte on, so that a thousand small reports cost what one large one does', () => {
    const one = { ...item(), uplinkBytes: 1n, downlinkBytes: 0n };
    const third = [{ effectiveFrom: new Date(0), coefficientMilli: 333 }];
    let remainders: ReadonlyMap<string, bigint> = new Map();
    let sum = 0n;
    for (let n = 0; n < 1_000; n += 1) {
      const { charged, remainders: left } = charge([one], third, remainders);
      sum += charged[0]?.chargedBytes ?? 0n;
      remainders = left;
    }
    expect(sum).toBe(333n);
  });

  it('takes the coefficient of the moment the bytes flowed', () => {
    const coefficients = [
      { effectiveFrom: at('08:00:00'), coefficientMilli: 1_000 },
      { effectiveFrom: at('10:00:00'), coefficientMilli: 2_000 },
    ];
    const flowed = ['07:00:00', '09:59:59', '10:00:00'].map((text) => ({ ...item(), flowedAt: at(text) }));
    expect(charge(flowed, coefficients, new Map()).charged.map(({ chargedBytes }) => chargedBytes)).toEqual([
      1_000n,
      1_000n,
      2_000n,
    ]);
  });
});

describe('a report', () => {
  it('counts once, however often and by however many it is sent', async () => {
    const { id } = await nodes.given.server({ coefficientMilli: 1_500 });
    const one = item();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => record(id, 7n, [one])));
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
    const request = { tenantId: nodes.tenants.operator, userIds: [one.userId], period: day };
    const { totals, points } = await agent().getUserTraffic(request);
    expect(totals).toEqual({ uplinkBytes: 100n, downlinkBytes: 900n, chargedBytes: 1_500n });
    expect(points.map(({ startsAt }) => startsAt)).toEqual([at('10:00:00')]);
    await record(id, 8n, [one, { ...one, flowedAt: at('11:10:00') }]);
    const later = await agent().getUserTraffic(request);
    expect(later.totals?.chargedBytes).toBe(4_500n);
    expect(later.points.map(({ totals: point }) => point?.downlinkBytes)).toEqual([1_800n, 900n]);
    const days = await agent().getUserTraffic({ ...request, period: { ...day, resolution: 'TRAFFIC_RESOLUTION_DAY' } });
    expect(days.points).toEqual([{ startsAt: day.from, totals: later.totals }]);
  });

  it('is told of in events of a thousand at most, with every byte in them once', async () => {
    const { id } = await nodes.given.server();
    await record(
      id,
      1n,
      Array.from({ length: 2_500 }, () => item()),
    );
    const told = () => nodes.events.of(UsageRecorded).filter(({ serverId }) => serverId === id);
    await eventually(() => told().flatMap(({ items }) => items).length === 2_500);
    expect(
      told()
        .map(({ items }) => items.length)
        .sort(),
    ).toEqual([1_000, 1_000, 500]);
    const sum = told()
      .flatMap(({ items }) => items)
      .reduce((total, { chargedBytes }) => total + chargedBytes, 0n);
    expect(sum).toBe(2_500_000n);
  });

  it('of a server that is not there, or that makes no sense, is refused whole', async () => {
    await expect(record(newId(), 1n, [item()])).rejects.toHaveCode('server_not_found');
    const { id } = await nodes.given.server();
    const wrong = [item(), item({ uplinkBytes: -1n }), item({ userId: 'x' }), item({ downlinkBytes: 2n ** 60n })];
    expect(await refusedPaths(record(id, 2n, wrong))).toEqual({
      'items[1].uplinkBytes': 'too_small',
      'items[2].userId': 'invalid_format',
      'items[3].downlinkBytes': 'too_big',
    });
    expect(await record(id, 2n, [item()])).toEqual({ isNew: true });
  });

  it('comes from services, never from people', () => {
    const permissionOf = (method: keyof typeof UsageServiceService) =>
      rpcPolicies[UsageServiceService[method].path]?.permission;
    expect([permissionOf('recordUsage'), permissionOf('getUserTraffic')]).toEqual(['service', 'service']);
  });
});

describe("a server's traffic", () => {
  const reader = (given: object = {}) =>
    nodes.rpc.as({ tenantId: nodes.tenants.operator, permissions: ['nodes.usage.read'], ...given });

  it('is that of all its users, by the hour and the day; of them the tenant is told its own', async () => {
    const { id } = await nodes.given.server({ shared: true });
    const other = await nodes.given.server();
    const ann = newId();
    await record(id, 1n, [
      item({ userId: ann }),
      item({ tenantId: newId(), downlinkBytes: 70_000n }),
      item({ userId: ann, flowedAt: at('11:59:59') }),
      item({ userId: ann, flowedAt: new Date('2026-11-19T23:59:59Z') }),
    ]);
    await record(other.id, 1n, [item({ userId: ann })]);
    const hours = await reader().getServerTraffic({ serverId: id, period: day });
    expect(hours.totals).toEqual({ uplinkBytes: 300n, downlinkBytes: 71_800n });
    expect(hours.points.map(({ startsAt, totals }) => [startsAt, totals?.downlinkBytes])).toEqual([
      [at('10:00:00'), 70_900n],
      [at('11:00:00'), 900n],
    ]);
    expect(hours.topUsers.map(({ userId, totals }) => [userId, totals?.downlinkBytes])).toEqual([[ann, 1_800n]]);
    const period = { ...day, from: new Date('2026-11-19T05:00:00Z'), resolution: 'TRAFFIC_RESOLUTION_DAY' as const };
    const days = await reader().getServerTraffic({ serverId: id, period });
    expect(days.points.map(({ startsAt, totals }) => [startsAt, totals?.uplinkBytes])).toEqual([
      [new Date('2026-11-19T00:00:00Z'), 100n],
      [at('00:00:00'), 300n],
    ]);
  });

  it('is for the tenant it belongs to, and for who may see all of that', async () => {
    const { id } = await nodes.given.server({ shared: true });
    const ask = (given: object) => reader(given).getServerTraffic({ serverId: id, period: day });
    expect(await ask({})).toEqual({ totals: { uplinkBytes: 0n, downlinkBytes: 0n }, points: [], topUsers: [] });
    await expect(ask({ tenantId: newId() })).rejects.toHaveCode('server_not_found');
    await expect(ask({ own: true })).rejects.toHaveCode('own_users_only');
    await expect(ask({ permissions: ['nodes.server.read'] })).rejects.toHaveCode('permission_denied');
  });
});

describe("a tenant's traffic", () => {
  it('is its own users’ and nobody else’s, on whichever server', async () => {
    const [mine, theirs] = [newId(), newId()];
    const [shared, other] = [await nodes.given.server({ shared: true }), await nodes.given.server()];
    const [ann, bob] = [newId(), newId()];
    await record(shared.id, 1n, [
      item({ tenantId: mine, userId: ann }),
      item({ tenantId: mine, userId: bob, downlinkBytes: 5_000n }),
      item({ tenantId: theirs, downlinkBytes: 70_000n }),
    ]);
    await record(other.id, 1n, [item({ tenantId: mine, userId: ann, flowedAt: new Date('2026-11-19T23:30:00Z') })]);
    const rpc = nodes.rpc.as({ tenantId: mine, permissions: ['nodes.usage.read'] });
    const traffic = await rpc.getTraffic({ period: day });
    expect(traffic.totals).toEqual({ uplinkBytes: 200n, downlinkBytes: 5_900n, chargedBytes: 6_100n });
    expect(traffic.topUsers.map(({ userId }) => userId)).toEqual([bob, ann]);
    expect(traffic.topServers.map(({ serverId }) => serverId)).toEqual([shared.id]);
    const analytics = await rpc.getAnalytics({ period: day });
    expect(analytics).toMatchObject({ activeUsers: 2n, previousActiveUsers: 1n });
    expect(analytics.previousTotals?.downlinkBytes).toBe(900n);
    expect(analytics.topInbounds).toHaveLength(2);
  });

  it('is nothing where nothing has flowed', async () => {
    const rpc = nodes.rpc.as({ tenantId: newId(), permissions: ['nodes.usage.read'] });
    const empty = { uplinkBytes: 0n, downlinkBytes: 0n, chargedBytes: 0n };
    expect(await rpc.getTraffic({ period: day })).toEqual({ totals: empty, points: [], topUsers: [], topServers: [] });
    expect(await rpc.getAnalytics({ period: day })).toMatchObject({
      activeUsers: 0n,
      previousTotals: empty,
      topInbounds: [],
    });
  });

  it('is not for who sees only its own users', async () => {
    const customer = nodes.rpc.as({ permissions: ['nodes.usage.read'], own: true });
    await expect(customer.getTraffic({ period: day })).rejects.toHaveCode('own_users_only');
    await expect(customer.getAnalytics({ period: day })).rejects.toHaveCode('own_users_only');
    await expect(nodes.rpc.as('ann').getTraffic({ period: day })).rejects.toHaveCode('permission_denied');
  });

  it('is asked for by a period that can be', async () => {
    const rpc = nodes.rpc.as({ permissions: ['nodes.usage.read'] });
    const ask = (period: object) => refusedPaths(rpc.getTraffic({ period: { ...day, ...period } }));
    expect(await ask({ to: day.from })).toEqual({ 'period.to': 'empty_range' });
    expect(await ask({ from: new Date('2021-01-01T00:00:00Z') })).toEqual({ 'period.from': 'too_long' });
    expect(await ask({ to: new Date('9999-01-01T00:00:00Z') })).toMatchObject({ 'period.to': 'too_big' });
  });
});
