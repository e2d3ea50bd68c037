import { FakeClock } from '@vortex/testing';
import fc from 'fast-check';
import { givenUser as user } from '../../test/given-user';
import { periodAt } from '../calendar/reset-period';
import { resetStrategies } from '../calendar/reset-strategy';
import type { User } from '../users/user';
import { upkeep } from './user-upkeep';

const at = (text: string): Date => new Date(text);
const zone = 'Europe/Berlin';

const monthly = { limitBytes: 100n, durationSeconds: 30 * 86_400, resetStrategy: 'NONE', carryOver: false } as const;

describe('a user whose time ends', () => {
  const ending = user({ expiresAt: at('2026-02-01T00:00:00Z') });

  it('is expired from that instant on, and not before', () => {
    expect(upkeep(ending, zone, at('2026-01-31T23:59:59.999Z'))).toEqual({ user: ending, closed: [], reasons: [] });
    expect(upkeep(ending, zone, at('2026-02-01T00:00:00Z'))).toMatchObject({
      user: { status: 'EXPIRED' },
      reasons: ['expired'],
    });
  });

  it('stays disabled when it is disabled', () => {
    expect(upkeep({ ...ending, status: 'DISABLED' }, zone, at('2026-03-01T00:00:00Z')).reasons).toEqual([]);
  });

  it('goes on with its next plan from that very instant, however late that is told', () => {
    const renewed = upkeep({ ...ending, usedBytes: 7n, nextPlan: monthly }, zone, at('2026-02-10T00:00:00Z'));
    expect(renewed).toMatchObject({
      user: {
        status: 'ACTIVE',
        limitBytes: 100n,
        usedBytes: 0n,
        nextPlan: null,
        expiresAt: at('2026-03-03T00:00:00Z'),
      },
      closed: [{ usedBytes: 7n, endedAt: at('2026-02-01T00:00:00Z') }],
      reasons: ['renewed'],
    });
  });

  it('is expired all the same when the next plan was over too before anybody looked', () => {
    const { user: after, reasons } = upkeep({ ...ending, nextPlan: monthly }, zone, at('2026-06-01T00:00:00Z'));
    expect([after.status, after.expiresAt, reasons]).toEqual([
      'EXPIRED',
      at('2026-03-03T00:00:00Z'),
      ['renewed', 'expired'],
    ]);
  });

  it('takes a plan that is queued after it has ended from then on', () => {
    const now = at('2026-02-10T00:00:00Z');
    const late = { ...ending, status: 'EXPIRED' as const, nextPlan: monthly };
    expect(upkeep(late, zone, now).user).toMatchObject({ status: 'ACTIVE', expiresAt: at('2026-03-12T00:00:00Z') });
  });
});

describe('a user whose traffic is used up', () => {
  const exhausted = user({ limitBytes: 10n, usedBytes: 12n });
  const now = at('2026-01-20T00:00:00Z');

  it('is limited', () => {
    expect(upkeep(exhausted, zone, now)).toMatchObject({ user: { status: 'LIMITED' }, reasons: ['limited'] });
  });

  it('takes its next plan at once, which lasts from now on', () => {
    const plan = { ...monthly, carryOver: true };
    expect(upkeep({ ...exhausted, nextPlan: plan }, zone, now).user).toMatchObject({
      status: 'ACTIVE',
      limitBytes: 100n,
      usedBytes: 0n,
      expiresAt: at('2026-02-19T00:00:00Z'),
    });
  });

  it('goes on when its traffic is reset', () => {
    const strategy = { resetStrategy: 'MONTH', nextResetAt: at('2026-01-31T23:00:00Z') } as const;
    const { user: after, closed } = upkeep(
      { ...exhausted, ...strategy, status: 'LIMITED' },
      zone,
      at('2026-02-01T00:00:00Z'),
    );
    expect(after).toMatchObject({ status: 'ACTIVE', usedBytes: 0n, nextResetAt: at('2026-02-28T23:00:00Z') });
    expect(closed).toEqual([
      { startedAt: exhausted.periodStartedAt, endedAt: at('2026-01-31T23:00:00Z'), usedBytes: 12n, limitBytes: 10n },
    ]);
  });
});

it('what is left of a limit is added to the next one where the plan says so', () => {
  const left = user({ limitBytes: 50n, usedBytes: 20n, expiresAt: at('2026-02-01T00:00:00Z') });
  const now = at('2026-02-01T00:00:00Z');
  const limitAfter = (carryOver: boolean) =>
    upkeep({ ...left, nextPlan: { ...monthly, carryOver } }, zone, now).user.limitBytes;
  expect([limitAfter(true), limitAfter(false)]).toEqual([130n, 100n]);
});

describe('a user on hold', () => {
  const held = user({
    status: 'ON_HOLD',
    hold: { validitySeconds: 86_400, until: at('2026-02-01T10:00:00Z') },
    resetStrategy: 'ROLLING_MONTH',
  });

  it('starts at its timeout; its time and its months run from then on', () => {
    expect(upkeep(held, zone, at('2026-02-01T12:00:00Z')).user).toMatchObject({
      status: 'ACTIVE',
      hold: null,
      expiresAt: at('2026-02-02T10:00:00Z'),
      resetAnchor: at('2026-02-01T10:00:00Z'),
      periodStartedAt: at('2026-02-01T10:00:00Z'),
      nextResetAt: at('2026-03-01T10:00:00Z'),
    });
  });

  it('may have started and ended before anybody looked', () => {
    expect(upkeep(held, zone, at('2026-02-20T00:00:00Z'))).toMatchObject({
      user: { status: 'EXPIRED', expiresAt: at('2026-02-02T10:00:00Z') },
      reasons: ['started'],
    });
  });

  it('has no resets while it waits', () => {
    const waiting = { ...held, hold: { validitySeconds: 60, until: null } };
    expect(upkeep(waiting, zone, at('2027-01-01T00:00:00Z')).reasons).toEqual([]);
  });
});

describe('after a time away', () => {
  it('several missed periods are one reset into the present one, on the anchor’s own day', () => {
    const rolling = user({
      resetStrategy: 'ROLLING_MONTH',
      resetAnchor: at('2026-01-31T08:00:00Z'),
      periodStartedAt: at('2026-01-31T08:00:00Z'),
      usedBytes: 5n,
    });
    expect(rolling.nextResetAt).toEqual(at('2026-02-28T08:00:00Z'));
    expect(upkeep(rolling, zone, at('2026-06-15T00:00:00Z'))).toMatchObject({
      user: { usedBytes: 0n, periodStartedAt: at('2026-05-31T07:00:00Z'), nextResetAt: at('2026-06-30T07:00:00Z') },
      closed: [{ startedAt: rolling.periodStartedAt, endedAt: at('2026-02-28T08:00:00Z'), usedBytes: 5n }],
      reasons: ['reset'],
    });
  });

  it('a reset comes before an end that came later, and a plan’s calendar begins at that end', () => {
    const both = user({
      resetStrategy: 'MONTH',
      usedBytes: 9n,
      expiresAt: at('2026-03-10T06:00:00Z'),
      nextPlan: { limitBytes: null, durationSeconds: null, resetStrategy: 'ROLLING_MONTH', carryOver: false },
    });
    const { user: after, closed, reasons } = upkeep(both, zone, at('2026-05-20T00:00:00Z'));
    expect(reasons).toEqual(['reset', 'renewed', 'reset']);
    expect(closed).toHaveLength(1);
    expect(after).toMatchObject({ resetAnchor: at('2026-03-10T06:00:00Z'), nextResetAt: at('2026-06-10T05:00:00Z') });
  });
});

describe('a clock that is looked at over and over', () => {
  /** What happens when upkeep runs every `everyMs` for `days`. */
  function run(start: User, from: string, days: number, everyMs: number) {
    const clock = new FakeClock(at(from));
    const end = clock.now().getTime() + days * 86_400_000;
    let state = start;
    const resets: string[] = [];
    while (clock.now().getTime() <= end) {
      const next = upkeep({ ...state, usedBytes: state.usedBytes + 1n }, zone, clock.now());
      if (next.reasons.includes('reset')) resets.push(next.user.periodStartedAt.toISOString());
      state = next.user;
      clock.advance(everyMs);
    }
    return resets;
  }

  it('resets a day once each, over the night of 23 hours and the one of 25', () => {
    const spring = user({ resetStrategy: 'DAY', periodStartedAt: at('2026-03-27T23:00:00Z') });
    expect(run(spring, '2026-03-28T00:00:00Z', 3, 17 * 60_000)).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    const autumn = user({ resetStrategy: 'DAY', periodStartedAt: at('2026-10-23T22:00:00Z') });
    expect(run(autumn, '2026-10-24T00:00:00Z', 2, 17 * 60_000)).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('resets a user of the 31st on each month’s last day, and one of 29 February each year', () => {
    const rolling = user({ resetStrategy: 'ROLLING_MONTH', periodStartedAt: at('2026-01-31T08:00:00Z') });
    expect(run(rolling, '2026-01-31T09:00:00Z', 130, 3_600_000).map((start) => start.slice(0, 10))).toEqual([
      ...['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ]);
    const yearly = user({ resetStrategy: 'YEAR', periodStartedAt: at('2024-02-29T08:00:00Z') });
    expect(run(yearly, '2024-03-01T00:00:00Z', 4 * 366, 86_400_000).map((start) => start.slice(0, 10))).toEqual([
      ...['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ]);
  });
});

it('it makes no difference how often anybody looks', () => {
  const minutes = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000));
  const year = 366 * 24 * 60;
  const plan = fc.record({
    limitBytes: fc.option(fc.bigInt(0n, 50n)),
    durationSeconds: fc.option(fc.integer({ min: 0, max: 90 * 86_400 })),
    resetStrategy: fc.constantFrom(...resetStrategies),
    carryOver: fc.boolean(),
  });
  const rules = fc.record({
    status: fc.constantFrom('ACTIVE' as const, 'DISABLED' as const),
    resetStrategy: fc.constantFrom(...resetStrategies),
    periodStartedAt: minutes(0, year),
    expiresAt: fc.option(minutes(0, year)),
    limitBytes: fc.option(fc.bigInt(21n, 50n)),
    usedBytes: fc.bigInt(0n, 20n),
    nextPlan: fc.option(plan),
  });
  const looks = fc
    .array(minutes(0, 2 * year), { minLength: 1, maxLength: 8 })
    .map((dates) => dates.sort((a, b) => +a - +b));
  fc.assert(
    fc.property(rules, looks, (fields, instants) => {
      const start = user(fields);
      const last = instants.at(-1) as Date;
      const often = instants.reduce((state, now) => upkeep(state, zone, now).user, start);
      expect(often).toEqual(upkeep(start, zone, last).user);
      expect(upkeep(often, zone, last).reasons).toEqual([]);
      if (often.nextResetAt) {
        const { start: periodStart } = periodAt(often.resetStrategy, often.resetAnchor, zone, last);
        expect(often.nextResetAt.getTime()).toBeGreaterThan(last.getTime());
        expect(often.periodStartedAt.getTime()).toBeGreaterThanOrEqual(periodStart?.getTime() ?? 0);
      }
    }),
    { numRuns: 300 },
  );
});
