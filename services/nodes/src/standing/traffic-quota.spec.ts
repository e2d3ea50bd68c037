import { type CountedTraffic, quotaState, unlimited, usedOf } from './traffic-quota';

describe('a server’s quota', () => {
  it('counts what its provider counts', () => {
    const used = (counted: CountedTraffic) => usedOf(counted, { uplinkBytes: 3n, downlinkBytes: 5n });
    expect([used('both'), used('uplink'), used('downlink'), used('larger')]).toEqual([8n, 3n, 5n, 5n]);
  });

  it('warns from its share on, and is exhausted with its last byte', () => {
    const quota = { ...unlimited, limitBytes: 1_000n, warningPercent: 80 };
    const states = [0n, 799n, 800n, 999n, 1_000n, 2_000n].map((used) => quotaState(quota, used));
    expect(states).toEqual(['within', 'within', 'warned', 'warned', 'exhausted', 'exhausted']);
  });

  it('is none where there is no limit', () => {
    expect(quotaState(unlimited, 2n ** 62n)).toBe('within');
  });
});
