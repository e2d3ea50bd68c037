import { type Counter, counterKey, flowed } from './counter';

const counter = (uplinkBytes: bigint, downlinkBytes: bigint): Counter => ({
  ...{ userId: 'u', deviceId: 'd', inboundId: 'i' },
  ...{ uplinkBytes, downlinkBytes },
});
const after = (before: Counter) => new Map([[counterKey(before), before]]);

describe('what has flowed', () => {
  it('is all of a counter nobody has heard of, and else what it grew by', () => {
    expect(flowed(new Map(), [counter(3n, 5n)])).toEqual([counter(3n, 5n)]);
    expect(flowed(after(counter(3n, 5n)), [counter(10n, 5n)])).toEqual([counter(7n, 0n)]);
  });

  it('is nothing where a report comes again, late, or with a counter that runs backwards', () => {
    expect(flowed(after(counter(3n, 5n)), [counter(3n, 5n)])).toEqual([]);
    expect(flowed(after(counter(30n, 50n)), [counter(3n, 5n)])).toEqual([]);
    expect(flowed(after(counter(30n, 50n)), [counter(3n, 60n)])).toEqual([counter(0n, 10n)]);
  });
});
