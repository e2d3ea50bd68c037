import type { User, UserStatus } from './user';

type Deciding = Pick<User, 'status' | 'hold' | 'expiresAt' | 'limitBytes' | 'usedBytes'>;

/**
 * What a user is at `now`. Only people disable and enable, so DISABLED stays; a hold stays until it starts. Of two reasons to
 * be refused the end of its time is told before the end of its traffic: a reset would not help.
 */
export function statusAt(user: Deciding, now: Date): UserStatus {
  if (user.status === 'DISABLED') return 'DISABLED';
  return statusUnlessDisabled(user, now);
}

function statusUnlessDisabled(
  { hold, expiresAt, limitBytes, usedBytes }: Omit<Deciding, 'status'>,
  now: Date,
): UserStatus {
  if (hold) return 'ON_HOLD';
  if (expiresAt && expiresAt <= now) return 'EXPIRED';
  if (limitBytes !== null && usedBytes >= limitBytes) return 'LIMITED';
  return 'ACTIVE';
}

/** Whether it may connect. On hold it may: that is what starts it. */
export function mayConnect(status: UserStatus): boolean {
  return status === 'ACTIVE' || status === 'ON_HOLD';
}

/** When a hold that nobody ended by connecting ends. */
export function holdEndsBy({ hold }: Pick<User, 'hold'>, now: Date): boolean {
  return hold?.until !== null && hold?.until !== undefined && hold.until <= now;
}

type Started = Pick<User, 'hold' | 'expiresAt' | 'status'>;

/** What becomes of a user on hold whose time starts at `start`. It may be over at `now`, when that is told late. */
export function started(user: User, start: Date, now: Date): Started {
  if (!user.hold) return { hold: null, expiresAt: user.expiresAt, status: statusAt(user, now) };
  const expiresAt = new Date(start.getTime() + user.hold.validitySeconds * 1000);
  const after = { ...user, hold: null, expiresAt };
  return { hold: null, expiresAt, status: statusAt(after, now) };
}

/** What becomes of a user that connects for the first time. */
export function connected(user: User, at: Date, now: Date): Started & Pick<User, 'firstConnectedAt'> {
  return { ...started(user, at, now), firstConnectedAt: user.firstConnectedAt ?? at };
}

export function disabled(): Pick<User, 'status'> {
  return { status: 'DISABLED' };
}

/** Whatever it is by its limits, once nobody forbids it any more. */
export function enabled(user: User, now: Date): Pick<User, 'status'> {
  return { status: statusUnlessDisabled(user, now) };
}

/** Used traffic starts again from nothing; the lifetime's does not. */
export function trafficReset(user: User, now: Date): Pick<User, 'usedBytes' | 'periodStartedAt' | 'status'> {
  const after = { ...user, usedBytes: 0n };
  return { usedBytes: 0n, periodStartedAt: now, status: statusAt(after, now) };
}
