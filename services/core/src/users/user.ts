import type { AccountId, Id, TenantId } from '@vortex/kit';
import type { ResetStrategy } from '../calendar/reset-strategy';

export type UserId = Id<'user'>;

export const userStatuses = ['ACTIVE', 'ON_HOLD', 'LIMITED', 'EXPIRED', 'DISABLED'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** Waits for the first connection; its time runs from then on. */
export interface Hold {
  readonly validitySeconds: number;
  /** When it starts by itself. */
  readonly until: Date | null;
}

/** What takes the place of a user's limits when its time or its traffic runs out. */
export interface NextPlan {
  /** Null is no limit. */
  readonly limitBytes: bigint | null;
  /** How long it lasts from when it takes over. Null is for good. */
  readonly durationSeconds: number | null;
  readonly resetStrategy: ResetStrategy;
  /** Whether what is left of the limit before is added to the new one. */
  readonly carryOver: boolean;
}

/** What a user may use. Null is no limit. */
export interface UserLimits {
  readonly limitBytes: bigint | null;
  readonly deviceLimit: number | null;
  readonly addressLimit: number | null;
  /** Bits per second. */
  readonly speedLimitUpBps: bigint | null;
  readonly speedLimitDownBps: bigint | null;
}

/** What people write about a user. */
export interface UserNotes {
  readonly note: string;
  readonly tags: readonly string[];
  readonly email: string | null;
  readonly telegramId: string | null;
}

/** How much a user has used. Changes without the user's revision. */
export interface UserTraffic {
  /** Since the period started. */
  readonly usedBytes: bigint;
  readonly lifetimeUsedBytes: bigint;
  readonly lastOnlineAt: Date | null;
}

/** A VPN subscriber. */
export interface User extends UserLimits, UserNotes, UserTraffic {
  readonly id: UserId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId | null;
  /** Unique within the tenant, whatever its case and width. */
  readonly username: string;
  readonly status: UserStatus;
  /** Not null until it starts, also while it is disabled. */
  readonly hold: Hold | null;
  readonly resetStrategy: ResetStrategy;
  /** Rolling months and years recur at its day and time of day. */
  readonly resetAnchor: Date;
  /** IANA zone of its calendar. Null is the tenant's. */
  readonly zone: string | null;
  readonly periodStartedAt: Date;
  readonly nextResetAt: Date | null;
  /** Null is never, and on hold: not known yet. */
  readonly expiresAt: Date | null;
  readonly firstConnectedAt: Date | null;
  readonly nextPlan: NextPlan | null;
  /** The revision at which a credential of one of its devices last changed. */
  readonly credentialsRevision: bigint;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Grows with every change, but not with traffic. */
  readonly revision: bigint;
}

/** The next revision of a user. */
export function changed(user: User, change: Partial<User>, now: Date): User {
  return { ...user, ...change, updatedAt: now, revision: user.revision + 1n };
}
