import { TunnelUser } from '@vortex/contracts/tunnel';
import { differing, digestOf, driftBetween } from './user-digest';

const id = '019f2c41-7a10-7000-8000-3f6f2b1a9d55';
const whole = {
  id,
  limits: {
    ...{ expiresAt: new Date(1_767_225_600_123), uplinkBytesPerSecond: 1_000n, downlinkBytesPerSecond: 2_000n },
    ...{ mostAddresses: 3, mostDevices: 4, lease: { epoch: 1n, untilBytes: 5n } },
  },
  devices: [
    {
      id: '019f2c41-7a10-7000-8000-000000000002',
      access: [
        { inboundTag: 'b', secret: 'second' },
        { inboundTag: 'a', secret: 'first', presharedKey: 'shared', tunnelAddresses: ['10.0.0.2', 'fd00:0:0::2'] },
      ],
    },
    { id: '019f2c41-7a10-7000-8000-000000000001' },
  ],
};

describe('the digest of a user', () => {
  it('is the one the engine computes: services/tunnel/internal/state/digest_test.go has the same numbers', () => {
    expect(digestOf(TunnelUser.fromPartial(whole))).toBe(15967692224818276786n);
    expect(digestOf(TunnelUser.fromPartial({ id }))).toBe(8418075459222638724n);
  });

  it('does not change with a lease, and with everything else', () => {
    const digest = digestOf(TunnelUser.fromPartial(whole));
    const leased = { ...whole, limits: { ...whole.limits, lease: { epoch: 9n, untilBytes: 9n } } };
    expect(digestOf(TunnelUser.fromPartial(leased))).toBe(digest);
    for (const change of [{ exit: 'far' }, { devices: [] }, { limits: { ...whole.limits, mostDevices: 5 } }]) {
      expect(digestOf(TunnelUser.fromPartial({ ...whole, ...change }))).not.toBe(digest);
    }
  });
});

describe('a comparison', () => {
  it('finds the buckets that differ, whichever side has more', () => {
    const bucket = (number: number, digest: bigint, users = 1) => ({ number, digest, users });
    expect(differing([bucket(1, 5n), bucket(2, 6n)], [bucket(2, 6n), bucket(9, 7n)])).toEqual([1, 9]);
    expect(differing([bucket(1, 5n, 3)], [bucket(1, 5n, 1)])).toEqual([1]);
  });

  it('tells who is wrong on the node from whom it should not have', () => {
    const told = new Map([
      ['missing', 1n],
      ['changed', 2n],
      ['right', 3n],
    ]);
    const has = new Map([
      ['changed', 9n],
      ['right', 3n],
      ['extra', 4n],
    ]);
    expect(driftBetween(told, has)).toEqual({ wrong: ['missing', 'changed'], surplus: ['extra'] });
  });
});
