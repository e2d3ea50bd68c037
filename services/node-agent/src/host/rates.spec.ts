import { totalTimes, usedMilli } from './processor-use';
import { type Carried, throughput } from './throughput';

const times = (user: number, idle: number) => ({ times: { user, idle, nice: 0, sys: 0, irq: 0 } });

describe('the use of processors', () => {
  it('is that of all of them together, since the last look', () => {
    const before = totalTimes([times(100, 900), times(0, 1_000)]);
    expect(usedMilli(before, totalTimes([times(200, 900), times(0, 1_100)]))).toBe(500);
  });

  it('is nothing where no time has passed', () => {
    const now = totalTimes([times(5, 5)]);
    expect(usedMilli(now, now)).toBe(0);
  });
});

describe('throughput', () => {
  const at = (atMs: number, uplinkBytes: bigint, epoch = 1n): Carried => ({
    ...{ atMs, epoch, uplinkBytes },
    downlinkBytes: 10n * uplinkBytes,
  });
  const none = { uplinkBytesPerSecond: 0n, downlinkBytesPerSecond: 0n };

  it('is what was carried meanwhile, a second', () => {
    const rates = { uplinkBytesPerSecond: 50n, downlinkBytesPerSecond: 500n };
    expect(throughput(at(0, 100n), at(2_000, 200n))).toEqual(rates);
  });

  it('is nothing at first, and where counting began anew', () => {
    expect(throughput(undefined, at(0, 100n))).toEqual(none);
    expect(throughput(at(0, 100n), at(1_000, 900n, 2n))).toEqual(none);
    expect(throughput(at(0, 100n), at(1_000, 50n))).toEqual(none);
    expect(throughput(at(0, 100n), at(0, 200n))).toEqual(none);
  });
});
