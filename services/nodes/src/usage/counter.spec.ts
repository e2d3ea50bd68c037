import { type Counter, distinct, flowed, ranBack } from './counter';

const counter = (uplinkBytes: bigint, downlinkBytes: bigint): Counter => ({
  ...{ userId: 'u', deviceId: 'd', inboundId: 'i' },
  ...{ uplinkBytes, downlinkBytes },
});

describe('what has flowed', () => {
  it('is all of a counter nobody has heard of, and else what it grew by', () => {
    expect(flowed([undefined], [counter(3n, 5n)])).toEqual([counter(3n, 5n)]);
    expect(flowed([counter(3n, 5n)], [counter(10n, 5n)])).toEqual([counter(7n, 0n)]);
  });

  it('is nothing where a report comes again, late, or with a counter that runs backwards', () => {
    expect(flowed([counter(3n, 5n)], [counter(3n, 5n)])).toEqual([]);
    expect(flowed([counter(30n, 50n)], [counter(3n, 5n)])).toEqual([]);
    expect(flowed([counter(30n, 50n)], [counter(3n, 60n)])).toEqual([counter(0n, 10n)]);
  });
});

it('notices counters that run backwards', () => {
  expect(
    ranBack(
      [counter(3n, 5n), undefined, counter(3n, 5n)],
      [3n, 1n, 2n].map((up) => counter(up, 5n)),
    ),
  ).toBe(1);
});

it('takes a counter once, as it was told last', () => {
  const other = { ...counter(1n, 1n), deviceId: 'e' };
  expect(distinct([counter(9n, 9n), other, counter(2n, 3n)])).toEqual([counter(2n, 3n), other]);
});
