import { periodAt } from '../calendar/reset-period';
import type { User, UserId } from '../users/user';
import { type ClosedPeriod, startUser, upkeep, type UpkeepReason } from './user-upkeep';

const hourMs = 60 * 60_000;

/** Traffic of one user in one hour. */
export interface UsageItem {
  readonly userId: UserId;
  /** When the hour began. */
  readonly hour: Date;
  /** As they count against the limit. */
  readonly chargedBytes: bigint;
}

/** Traffic that flowed before the user's present period. */
export interface LateBytes {
  readonly at: Date;
  readonly bytes: bigint;
  readonly period: { readonly start: Date; readonly end: Date };
}

export interface AppliedUsage {
  readonly user: User;
  readonly closed: readonly ClosedPeriod[];
  readonly late: readonly LateBytes[];
  readonly reasons: readonly UpkeepReason[];
}

/**
 * When bytes of an hour flowed, as exactly as is known: by the end of it, and not in the future. So the bytes of an hour in
 * the middle of which a period begins belong to the new one.
 */
function flowedAt(hour: Date, now: Date): Date {
  return new Date(Math.min(hour.getTime() + hourMs - 1, now.getTime()));
}

/** What becomes of a user by traffic that is told at `now`. The hold ends with its first byte, even one told late. */
export function useTraffic(user: User, items: readonly UsageItem[], zone: string, now: Date): AppliedUsage {
  const flowed = items
    .map(({ hour, chargedBytes }) => ({ at: flowedAt(hour, now), bytes: chargedBytes }))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const first = flowed[0]?.at;
  if (!first) return { user, closed: [], late: [], reasons: [] };
  const connected = connect(user, first, zone, now);
  const present = upkeep(connected, zone, now);
  const begun = present.user.periodStartedAt;
  const bytesOf = (some: typeof flowed): bigint => some.reduce((sum, { bytes }) => sum + bytes, 0n);
  const late = flowed.filter(({ at }) => at < begun);
  const total = bytesOf(flowed);
  const used: User = {
    ...present.user,
    usedBytes: present.user.usedBytes + total - bytesOf(late),
    lifetimeUsedBytes: present.user.lifetimeUsedBytes + total,
    lastOnlineAt: later(present.user.lastOnlineAt, flowed.at(-1)?.at ?? first),
  };
  const after = upkeep(used, zone, now);
  return {
    user: after.user,
    closed: [...present.closed, ...after.closed],
    late: late.map(({ at, bytes }) => ({ at, bytes, period: periodOf(user, at, begun, zone) })),
    reasons: [...(user.hold ? (['started'] as const) : []), ...present.reasons, ...after.reasons],
  };
}

function connect(user: User, at: Date, zone: string, now: Date): User {
  const firstConnectedAt = user.firstConnectedAt && user.firstConnectedAt <= at ? user.firstConnectedAt : at;
  if (!user.hold) return { ...user, firstConnectedAt };
  const { until } = user.hold;
  return { ...user, firstConnectedAt, ...startUser(user, until && until < at ? until : at, zone, now) };
}

/** By the rule the user has now; where nothing resets, all that was before the present period. */
function periodOf(user: User, at: Date, begun: Date, zone: string): { start: Date; end: Date } {
  const { start, end } = periodAt(user.resetStrategy, user.resetAnchor, zone, at);
  return { start: start ?? at, end: end && end < begun ? end : begun };
}

function later(one: Date | null, other: Date): Date {
  return one && one > other ? one : other;
}
