import { nextResetAt, periodAt } from '../calendar/reset-period';
import type { User } from '../users/user';
import { started, statusAt } from '../users/user-status';

/** What a user used in a period that is over. */
export interface ClosedPeriod {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly usedBytes: bigint;
  readonly limitBytes: bigint | null;
}

export type UpkeepReason = 'started' | 'reset' | 'expired' | 'limited' | 'renewed';

export interface Upkeep {
  /** As it is at `now`; its revision is still the one it had. */
  readonly user: User;
  /** With something used, in their order. */
  readonly closed: readonly ClosedPeriod[];
  /** What happened, in its order. Empty: nothing was due. */
  readonly reasons: readonly UpkeepReason[];
}

/**
 * Brings a user to what it is at `now`: its hold starts, its traffic is reset, its time ends, its next plan takes over. What
 * was due long ago happens as of when it was due and in the order it would have happened, so that a service that was away
 * comes to the same as one that was not. Of several missed periods all but the last are skipped: there is one reset.
 *
 * @param zone where the user's calendar is
 */
export function upkeep(user: User, zone: string, now: Date): Upkeep {
  let state: Upkeep = { user, closed: [], reasons: [] };
  for (;;) {
    const next = happen(state, zone, now);
    if (!next) return state;
    state = next;
  }
}

function happen(state: Upkeep, zone: string, now: Date): Upkeep | undefined {
  const { user } = state;
  const due = nextDue(user, now);
  switch (due?.what) {
    case 'start':
      return add(state, 'started', startUser(user, due.at, zone, now));
    case 'reset':
      return add(state, 'reset', reset(user, zone, due.upTo, now), closing(user, due.at));
    case 'plan':
      return add(state, 'renewed', takePlan(user, due.at, zone, now), closing(user, due.at));
    case 'status':
      return add(state, due.reason, { status: due.status });
    case undefined:
      return undefined;
  }
}

type Due =
  | { readonly what: 'start' | 'plan'; readonly at: Date }
  | { readonly what: 'reset'; readonly at: Date; readonly upTo: Date }
  | { readonly what: 'status'; readonly status: User['status']; readonly reason: UpkeepReason };

/** What happens next, of all that is due by `now`. Of what is due at one instant, a reset comes before the end. */
function nextDue(user: User, now: Date): Due | undefined {
  const { hold, nextResetAt: resetAt, expiresAt, status, nextPlan } = user;
  const startAt = dueBy(hold?.until ?? null, now);
  const endAt = status === 'EXPIRED' || status === 'DISABLED' || hold ? undefined : dueBy(expiresAt, now);
  const rolloverAt = hold ? undefined : dueBy(resetAt, now);
  if (startAt) return { what: 'start', at: startAt };
  if (rolloverAt && !(endAt && endAt < rolloverAt)) return { what: 'reset', at: rolloverAt, upTo: endAt ?? now };
  if (endAt && nextPlan) return { what: 'plan', at: endAt };
  const is = statusAt(user, now);
  if (nextPlan && (is === 'EXPIRED' || is === 'LIMITED')) return { what: 'plan', at: now };
  if (is === status) return undefined;
  const reason = is === 'EXPIRED' ? 'expired' : is === 'LIMITED' ? 'limited' : 'renewed';
  return { what: 'status', status: is, reason };
}

function dueBy(at: Date | null, now: Date): Date | undefined {
  return at && at <= now ? at : undefined;
}

/** The hold is over: time and calendar run from `at`. */
export function startUser(user: User, at: Date, zone: string, now: Date): Partial<User> {
  return { ...started(user, at, now), resetAnchor: at, ...periodFrom({ ...user, resetAnchor: at }, at, zone) };
}

function periodFrom(user: Pick<User, 'resetStrategy' | 'resetAnchor'>, at: Date, zone: string) {
  return { periodStartedAt: at, nextResetAt: nextResetAt(user.resetStrategy, user.resetAnchor, zone, at) ?? null };
}

/** A new period, the one that holds `upTo`: whatever came between is past. */
function reset(user: User, zone: string, upTo: Date, now: Date): Partial<User> {
  const { start, end } = periodAt(user.resetStrategy, user.resetAnchor, zone, upTo);
  const after = { usedBytes: 0n, periodStartedAt: start ?? user.periodStartedAt, nextResetAt: end ?? null };
  if (user.status !== 'LIMITED') return after;
  return { ...after, status: statusAt({ ...user, ...after, expiresAt: null }, now) };
}

function takePlan(user: User, at: Date, zone: string, now: Date): Partial<User> {
  const { nextPlan: plan, limitBytes, usedBytes } = user;
  if (!plan) return {};
  const left = plan.carryOver && limitBytes !== null && limitBytes > usedBytes ? limitBytes - usedBytes : 0n;
  const after = {
    nextPlan: null,
    limitBytes: plan.limitBytes === null ? null : plan.limitBytes + left,
    expiresAt: plan.durationSeconds === null ? null : new Date(at.getTime() + plan.durationSeconds * 1000),
    resetStrategy: plan.resetStrategy,
    resetAnchor: at,
    usedBytes: 0n,
    ...periodFrom({ resetStrategy: plan.resetStrategy, resetAnchor: at }, at, zone),
  };
  // Over already, when it is told late; then that is the next thing to happen.
  return { ...after, status: statusAt({ ...user, ...after, status: 'ACTIVE', expiresAt: null }, now) };
}

function closing({ periodStartedAt, usedBytes, limitBytes }: User, endedAt: Date): ClosedPeriod | undefined {
  return usedBytes > 0n ? { startedAt: periodStartedAt, endedAt, usedBytes, limitBytes } : undefined;
}

function add(state: Upkeep, reason: UpkeepReason, change: Partial<User>, closed?: ClosedPeriod): Upkeep {
  return {
    user: { ...state.user, ...change },
    closed: closed ? [...state.closed, closed] : state.closed,
    reasons: [...state.reasons, reason],
  };
}
