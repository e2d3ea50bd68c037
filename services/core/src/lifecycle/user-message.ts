import { type UserChanged, UserStatus as WireStatus } from '@vortex/contracts/core';
import type { GroupId } from '../groups/group';
import type { User } from '../users/user';

/** A user as others are told of it. */
export function toUserChanged(user: User, groupIds: readonly GroupId[]): UserChanged {
  return {
    userId: user.id,
    tenantId: user.tenantId,
    revision: user.revision,
    username: user.username,
    status: WireStatus[user.status],
    groupIds: [...groupIds],
    limitBytes: user.limitBytes ?? undefined,
    periodStartedAt: user.periodStartedAt,
    nextResetAt: user.nextResetAt ?? undefined,
    expiresAt: user.expiresAt ?? undefined,
    speedLimitUpBps: user.speedLimitUpBps ?? undefined,
    speedLimitDownBps: user.speedLimitDownBps ?? undefined,
    deviceLimit: user.deviceLimit ?? undefined,
    addressLimit: user.addressLimit ?? undefined,
    credentialsRevision: user.credentialsRevision,
  };
}
