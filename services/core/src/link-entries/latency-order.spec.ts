import fc from 'fast-check';
import { nearestFirst } from './latency-order';

interface Measured {
  readonly name: number;
  readonly ms: number | undefined;
}

const latency = fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined });
const lists = fc.array(latency, { maxLength: 20 }).map((all) => all.map((ms, name): Measured => ({ name, ms })));
const ordered = (given: readonly Measured[]) => nearestFirst(given, ({ ms }) => ms);
const named = (...all: readonly (number | undefined)[]) =>
  ordered(all.map((ms, name) => ({ name, ms }))).map(({ name }) => name);

describe('the order by latency', () => {
  it('puts who is clearly nearer first', () => {
    expect(named(120, 30, 70)).toEqual([1, 2, 0]);
  });

  it('leaves who is not as they were: ten milliseconds, or a fifth, are no reason', () => {
    expect(named(24, 15)).toEqual([0, 1]);
    expect(named(100, 81)).toEqual([0, 1]);
    expect(named(25, 15)).toEqual([1, 0]);
    expect(named(100, 80)).toEqual([1, 0]);
  });

  it('leaves who was not measured where it was', () => {
    expect(named(undefined, 90, undefined, 20)).toEqual([0, 3, 2, 1]);
    fc.assert(
      fc.property(lists, (given) => {
        const found = ordered(given);
        for (const [n, one] of given.entries()) if (one.ms === undefined) expect(found[n]).toBe(one);
      }),
    );
  });

  it('loses nobody, and shows nobody twice', () => {
    fc.assert(fc.property(lists, (given) => expect(new Set(ordered(given))).toEqual(new Set(given))));
    fc.assert(fc.property(lists, (given) => expect(ordered(given)).toHaveLength(given.length)));
  });

  it('lets nobody stand before one that is clearly nearer', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const measured = ordered(given).flatMap(({ ms }) => ms ?? []);
        for (const [n, ms] of measured.entries())
          for (const behind of measured.slice(n + 1)) expect(ms - behind < Math.max(10, ms / 5)).toBe(true);
      }),
    );
  });

  it('is the one that was given where nobody is clearly nearer, and its own where it is asked again', () => {
    const alike = fc.array(fc.integer({ min: 51, max: 60 }), { maxLength: 20 });
    fc.assert(fc.property(alike, (all) => expect(named(...all)).toEqual(all.map((_, n) => n))));
    fc.assert(fc.property(lists, (given) => expect(ordered(ordered(given))).toEqual(ordered(given))));
  });
});
