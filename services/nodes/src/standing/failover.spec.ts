import fc from 'fast-check';
import type { ServerId } from '../servers/server';
import { type FailoverMember, type FailoverStanding, standingsOf } from './failover';

const start = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** A group through time: who is fit at which second, and who is shown then. */
function group(ranks: Readonly<Record<string, number>>, most = 1) {
  let standings: ReadonlyMap<ServerId, FailoverStanding> = new Map();
  return (second: number, fit: string): string => {
    const members = Object.entries(ranks).map(([name, rank]): FailoverMember => {
      const serverId = name as ServerId;
      return { serverId, rank, nameKey: name, fit: fit.includes(name), standing: standings.get(serverId) };
    });
    standings = standingsOf(members, most, at(second));
    return [...standings].flatMap(([name, { spare }]) => (spare ? [] : [name])).join('');
  };
}

describe('a fail-over group', () => {
  it('shows its best, and the next one as soon as that is not fit', () => {
    const shown = group({ c: 3, a: 1, b: 2 });
    expect([shown(0, 'abc'), shown(1, 'bc'), shown(2, 'c')]).toEqual(['a', 'b', 'c']);
  });

  it('goes back only to who has been fit for two minutes', () => {
    const shown = group({ a: 1, b: 2 });
    expect([shown(0, 'ab'), shown(10, 'b'), shown(20, 'ab'), shown(139, 'ab'), shown(140, 'ab')]).toEqual([
      ...['a', 'b', 'b', 'b', 'a'],
    ]);
  });

  it('does not go to and fro with one that comes and goes', () => {
    const shown = group({ a: 1, b: 2 });
    shown(0, 'b');
    const seen = Array.from({ length: 50 }, (_, n) => shown(60 * (n + 1), n % 2 === 0 ? 'ab' : 'b'));
    expect(new Set(seen)).toEqual(new Set(['b']));
  });

  it('shows one that has just come back where nobody else is fit', () => {
    const shown = group({ a: 1, b: 2 });
    expect([shown(0, 'ab'), shown(1, 'b'), shown(2, 'a')]).toEqual(['a', 'b', 'a']);
  });

  it('stays as it is where none is fit, and shows as many as it is meant to', () => {
    const shown = group({ a: 1, b: 2, c: 3 }, 2);
    expect([shown(0, 'abc'), shown(1, 'bc'), shown(2, ''), shown(3, 'c')]).toEqual(['ab', 'bc', 'bc', 'c']);
  });

  it('shows as many as there are and as are meant to be, and nobody unfit, whatever happens', () => {
    const step = fc.record({ seconds: fc.integer({ min: 1, max: 200 }), fit: fc.subarray(['a', 'b', 'c', 'd']) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step), (most, steps) => {
        const shown = group({ a: 1, b: 1, c: 2, d: 3 }, most);
        let second = 0;
        for (const { seconds, fit } of steps) {
          second += seconds;
          const names = shown(second, fit.join('')).split('');
          if (fit.length === 0) continue;
          expect(names).toHaveLength(Math.min(most, fit.length));
          expect(names.filter((name) => !fit.includes(name))).toEqual([]);
        }
      }),
    );
  });
});
