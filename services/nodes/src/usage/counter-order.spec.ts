import type { UsageCounter } from '@vortex/contracts/tunnel';
import { released } from './counter-order';

const counter = (userId: string, uplinkBytes: bigint, downlinkBytes = 0n): UsageCounter => ({
  ...{ userId, deviceId: 'phone', inboundTag: 'front', uplinkBytes, downlinkBytes },
});
const order = { epoch: 1n, counters: [counter('ann', 100n, 50n), counter('bob', 7n)], userIds: ['cid', 'dan'] };
const answer = (kept: UsageCounter[], keptUserIds: string[] = []) => ({ kept, keptUserIds, releases: 1n });

describe('what an engine has released', () => {
  it('is all that it has not kept', () => {
    expect(released(order, answer([]))).toEqual({ counters: order.counters, userIds: ['cid', 'dan'] });
    const { counters, userIds } = released(order, answer([counter('ann', 100n, 50n)], ['dan']));
    expect([counters.map(({ userId }) => userId), userIds]).toEqual([['bob'], ['cid']]);
  });

  it('is no counter that has grown, and one that has begun anew', () => {
    expect(released(order, answer([counter('ann', 101n, 50n)])).counters).toEqual([counter('bob', 7n)]);
    expect(released(order, answer([counter('ann', 200n, 49n)])).counters).toEqual(order.counters);
  });
});
