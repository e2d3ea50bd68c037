import fc from 'fast-check';
import { aUser } from '../../test/user-factory';
import type { User } from './user';
import { connected, disabled, enabled, holdEndsBy, mayConnect, started, statusAt, trafficReset } from './user-status';

const now = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const user = (fields: Partial<User> = {}): User => aUser({ createdAt: now, ...fields });

describe('a user', () => {
  it('is active without limits, and until the instant its time is over', () => {
    expect(statusAt(user(), now)).toBe('ACTIVE');
    expect(statusAt(user({ expiresAt: later(1) }), now)).toBe('ACTIVE');
    expect(statusAt(user({ expiresAt: now }), now)).toBe('EXPIRED');
  });

  it('is limited once it has used what it may, and not a byte before', () => {
    expect(statusAt(user({ limitBytes: 10n, usedBytes: 9n }), now)).toBe('ACTIVE');
    expect(statusAt(user({ limitBytes: 10n, usedBytes: 10n }), now)).toBe('LIMITED');
    expect(statusAt(user({ limitBytes: 0n }), now)).toBe('LIMITED');
  });

  it('is expired rather than limited when it is both, for a reset would not help', () => {
    expect(statusAt(user({ limitBytes: 1n, usedBytes: 2n, expiresAt: later(-1) }), now)).toBe('EXPIRED');
  });

  it('stays disabled whatever its limits say, and is what they say once it is enabled', () => {
    const off = user({ ...disabled(), limitBytes: 1n, usedBytes: 1n });
    expect(statusAt(off, now)).toBe('DISABLED');
    expect(enabled(off, now)).toEqual({ status: 'LIMITED' });
    expect(enabled(user({ status: 'DISABLED', expiresAt: later(-1) }), now)).toEqual({ status: 'EXPIRED' });
    expect(enabled(user({ status: 'DISABLED', hold: { validitySeconds: 60, until: null } }), now)).toEqual({
      status: 'ON_HOLD',
    });
  });

  it('may connect while it is active or on hold', () => {
    expect((['ACTIVE', 'ON_HOLD', 'LIMITED', 'EXPIRED', 'DISABLED'] as const).map(mayConnect)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

describe('a user on hold', () => {
  const held = user({ status: 'ON_HOLD', hold: { validitySeconds: 3600, until: later(100) } });

  it('is on hold until its first connection, and its time runs from then on', () => {
    expect(statusAt(held, later(50))).toBe('ON_HOLD');
    expect(connected(held, later(10), later(11))).toEqual({
      hold: null,
      expiresAt: later(3610),
      status: 'ACTIVE',
      firstConnectedAt: later(10),
    });
  });

  it('starts by itself at its timeout, as of the timeout however late that is noticed', () => {
    expect([holdEndsBy(held, later(99)), holdEndsBy(held, later(100)), holdEndsBy(user(), now)]).toEqual([
      ...[false, true, false],
    ]);
    expect(started(held, later(100), later(5000))).toEqual({ hold: null, expiresAt: later(3700), status: 'EXPIRED' });
  });

  it('never starts by itself without a timeout', () => {
    expect(holdEndsBy({ hold: { validitySeconds: 1, until: null } }, later(1e9))).toBe(false);
  });

  it('does not start twice', () => {
    const once = { ...held, ...connected(held, now, now) };
    expect(connected(once, later(500), later(500))).toMatchObject({
      expiresAt: later(3600),
      firstConnectedAt: now,
    });
  });

  it('stays disabled when it starts while it is disabled', () => {
    expect(started({ ...held, status: 'DISABLED' }, now, now)).toMatchObject({ status: 'DISABLED', hold: null });
  });
});

describe('a reset', () => {
  it('lets a limited user go on, and no other', () => {
    const used = { limitBytes: 5n, usedBytes: 5n };
    expect(trafficReset(user({ status: 'LIMITED', ...used }), later(1))).toEqual({
      usedBytes: 0n,
      periodStartedAt: later(1),
      status: 'ACTIVE',
    });
    expect(trafficReset(user({ ...used, expiresAt: now }), now).status).toBe('EXPIRED');
    expect(trafficReset(user({ ...used, status: 'DISABLED' }), now).status).toBe('DISABLED');
  });

  it('does not help a user that may use nothing', () => {
    expect(trafficReset(user({ limitBytes: 0n }), now).status).toBe('LIMITED');
  });
});

it('what a user is does not depend on what it was, unless a person disabled it', () => {
  const any = fc.record({
    limitBytes: fc.option(fc.bigInt(0n, 20n)),
    usedBytes: fc.bigInt(0n, 20n),
    expiresAt: fc.option(fc.integer({ min: -5, max: 5 }).map(later)),
  });
  fc.assert(
    fc.property(any, fc.constantFrom('ACTIVE', 'ON_HOLD', 'LIMITED', 'EXPIRED'), (fields, status) => {
      const once = statusAt(user({ ...fields, status }), now);
      expect(statusAt(user({ ...fields, status: once }), now)).toBe(once);
      expect(once).toBe(statusAt(user(fields), now));
    }),
  );
});
