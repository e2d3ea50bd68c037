import fc from 'fast-check';
import { nextResetAt, periodAt } from './reset-period';
import { resetStrategies, type ResetStrategy } from './reset-strategy';

const at = (text: string): Date => new Date(text);

/** The starts of the periods from the one that holds `from` on. */
function starts(strategy: ResetStrategy, anchor: string, zone: string, from: string, count: number): string[] {
  const found: string[] = [];
  let instant = at(from);
  for (let n = 0; n < count; n++) {
    const { start, end } = periodAt(strategy, at(anchor), zone, instant);
    if (!start || !end) throw new Error('the period is open');
    found.push(start.toISOString());
    instant = end;
  }
  return found;
}

const anyAnchor = '2026-01-01T00:00:00.000Z';

describe('a period of the calendar', () => {
  it('is endless where nothing resets', () => {
    expect(periodAt('NONE', at(anyAnchor), 'UTC', at(anyAnchor))).toEqual({ start: undefined, end: undefined });
    expect(nextResetAt('NONE', at(anyAnchor), 'UTC', at(anyAnchor))).toBeUndefined();
  });

  it('is a day of 23 hours in spring and of 25 in autumn', () => {
    const days = (from: string) => starts('DAY', anyAnchor, 'Europe/Berlin', from, 3);
    expect(days('2026-03-28T12:00:00Z')).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(days('2026-10-24T12:00:00Z')).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begins at one o’clock where midnight was skipped (São Paulo, Tehran)', () => {
    expect(starts('DAY', anyAnchor, 'America/Sao_Paulo', '2018-11-04T12:00:00Z', 1)).toEqual([
      '2018-11-04T03:00:00.000Z',
    ]);
    expect(starts('DAY', anyAnchor, 'Asia/Tehran', '2022-03-22T12:00:00Z', 1)).toEqual(['2022-03-21T20:30:00.000Z']);
  });

  it('holds an hour that comes twice before midnight, once', () => {
    expect(starts('DAY', anyAnchor, 'America/Sao_Paulo', '2019-02-16T12:00:00Z', 2)).toEqual([
      '2019-02-16T02:00:00.000Z',
      '2019-02-17T03:00:00.000Z',
    ]);
  });

  it('does not begin a day a second time when the clock goes back over midnight (St. John’s, 00:01 → 23:01)', () => {
    const zone = 'America/St_Johns';
    const [start, next] = starts('DAY', anyAnchor, zone, '2010-11-06T12:00:00Z', 2);
    expect([start, next]).toEqual(['2010-11-06T02:30:00.000Z', '2010-11-07T02:30:00.000Z']);
    const shownAsYesterday = at('2010-11-07T02:45:00Z');
    expect(periodAt('DAY', at(anyAnchor), zone, shownAsYesterday).start?.toISOString()).toBe(next);
  });

  it('does not have the day a zone skipped (Apia, 30 December 2011)', () => {
    expect(starts('DAY', anyAnchor, 'Pacific/Apia', '2011-12-29T20:00:00Z', 3)).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ]);
  });

  it('is a week from Monday, and a month from its first', () => {
    expect(starts('WEEK', anyAnchor, 'Europe/Berlin', '2026-03-25T12:00:00Z', 2)).toEqual([
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(starts('WEEK', anyAnchor, 'UTC', '1969-12-31T12:00:00Z', 1)).toEqual(['1969-12-29T00:00:00.000Z']);
    expect(starts('MONTH', anyAnchor, 'Asia/Tehran', '2024-02-15T00:00:00Z', 2)).toEqual([
      '2024-01-31T20:30:00.000Z',
      '2024-02-29T20:30:00.000Z',
    ]);
  });
});

describe('a period counted from an anchor', () => {
  it('on the 31st ends on the last day of shorter months and comes back to the 31st', () => {
    expect(starts('ROLLING_MONTH', '2026-01-31T08:30:00Z', 'UTC', '2026-01-31T08:30:00Z', 6)).toEqual([
      '2026-01-31T08:30:00.000Z',
      '2026-02-28T08:30:00.000Z',
      '2026-03-31T08:30:00.000Z',
      '2026-04-30T08:30:00.000Z',
      '2026-05-31T08:30:00.000Z',
      '2026-06-30T08:30:00.000Z',
    ]);
  });

  it('on 29 February begins on the 28th of common years', () => {
    expect(starts('YEAR', '2024-02-29T10:00:00Z', 'Europe/Berlin', '2024-03-01T00:00:00Z', 5)).toEqual([
      '2024-02-29T10:00:00.000Z',
      '2025-02-28T10:00:00.000Z',
      '2026-02-28T10:00:00.000Z',
      '2027-02-28T10:00:00.000Z',
      '2028-02-29T10:00:00.000Z',
    ]);
  });

  it('keeps its time of day in the zone when the offset changes', () => {
    expect(starts('ROLLING_MONTH', '2026-02-15T11:00:00Z', 'Europe/Berlin', '2026-03-01T00:00:00Z', 3)).toEqual([
      '2026-02-15T11:00:00.000Z',
      '2026-03-15T11:00:00.000Z',
      '2026-04-15T10:00:00.000Z',
    ]);
  });

  it('at a time that is skipped begins behind the gap, and at one that comes twice the first time', () => {
    const [, inGap] = starts('ROLLING_MONTH', '2026-02-28T01:30:00Z', 'Europe/Berlin', '2026-02-28T01:30:00Z', 2);
    expect(inGap).toBe('2026-03-28T01:30:00.000Z');
    expect(starts('ROLLING_MONTH', '2026-01-29T01:30:00Z', 'Europe/Berlin', '2026-03-29T12:00:00Z', 1)).toEqual([
      '2026-03-29T01:30:00.000Z', // 02:30 does not exist; 03:30 in summer time
    ]);
    expect(starts('ROLLING_MONTH', '2026-09-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T12:00:00Z', 1)).toEqual([
      '2026-10-25T00:30:00.000Z', // 02:30 in summer time; it comes again an hour later
    ]);
  });

  it('begins at the anchor itself, even one in the hour that comes again', () => {
    const again = '2026-10-25T01:30:00.000Z'; // the second 02:30 in Berlin
    expect(periodAt('ROLLING_MONTH', at(again), 'Europe/Berlin', at(again)).start?.toISOString()).toBe(again);
  });
});

describe('for every rule, zone, anchor and instant', () => {
  const zones = [
    ...['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Tehran', 'Pacific/Apia', 'America/St_Johns'],
    ...['Africa/Casablanca', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Gaza'],
  ];
  const instants = fc.date({ min: at('1975-01-01'), max: at('2075-01-01'), noInvalidDate: true });
  const rules = fc.record({
    strategy: fc.constantFrom(...resetStrategies.filter((one) => one !== 'NONE')),
    zone: fc.constantFrom(...zones),
    anchor: instants,
    instant: instants,
  });

  const closed = ({
    strategy,
    anchor,
    zone,
    instant,
  }: {
    strategy: ResetStrategy;
    anchor: Date;
    zone: string;
    instant: Date;
  }) => {
    const { start, end } = periodAt(strategy, anchor, zone, instant);
    if (!start || !end) throw new Error('the period is open');
    return { start, end };
  };

  it('the period holds the instant', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const { start, end } = closed(rule);
        expect(start.getTime()).toBeLessThanOrEqual(rule.instant.getTime());
        expect(end.getTime()).toBeGreaterThan(rule.instant.getTime());
      }),
      { numRuns: 500 },
    );
  });

  it('the next period begins where it ends, and the last one ended where it begins', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const { start, end } = closed(rule);
        expect(closed({ ...rule, instant: end }).start).toEqual(end);
        expect(closed({ ...rule, instant: new Date(start.getTime() - 1) }).end).toEqual(start);
      }),
      { numRuns: 500 },
    );
  });

  it('any two instants of a period have the same one', () => {
    fc.assert(
      fc.property(rules, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (rule, share) => {
        const { start, end } = closed(rule);
        const other = new Date(start.getTime() + Math.floor((end.getTime() - start.getTime()) * share));
        expect(closed({ ...rule, instant: other })).toEqual({ start, end });
      }),
      { numRuns: 500 },
    );
  });
});
