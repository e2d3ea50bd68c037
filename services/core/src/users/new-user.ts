import { newId, type TenantId } from '@vortex/kit';
import { nextResetAt } from '../calendar/reset-period';
import type { User } from './user';
import type { UserDraft, UserPatch } from './user-input';
import { enabled, statusAt } from './user-status';

/**
 * Nothing but a name makes a user without limits.
 * @param tenantZone where its calendar is if it says nothing else
 */
export function newUser(tenantId: TenantId, draft: UserDraft, tenantZone: string, now: Date): User {
  const { username, disabled, resetStrategy = 'NONE', resetAnchor = now, zone = null } = draft;
  const user: User = {
    id: newId(),
    tenantId,
    accountId: draft.accountId ?? null,
    username,
    status: 'ACTIVE',
    hold: draft.hold ?? null,
    limitBytes: draft.limitBytes ?? null,
    resetStrategy,
    resetAnchor,
    zone,
    periodStartedAt: now,
    nextResetAt: nextResetAt(resetStrategy, resetAnchor, zone ?? tenantZone, now) ?? null,
    usedBytes: 0n,
    lifetimeUsedBytes: 0n,
    expiresAt: draft.expiresAt ?? null,
    firstConnectedAt: null,
    lastOnlineAt: null,
    deviceLimit: draft.deviceLimit ?? null,
    addressLimit: draft.addressLimit ?? null,
    speedLimitUpBps: draft.speedLimitUpBps ?? null,
    speedLimitDownBps: draft.speedLimitDownBps ?? null,
    note: draft.note ?? '',
    tags: draft.tags ?? [],
    email: draft.email ?? null,
    telegramId: draft.telegramId ?? null,
    nextPlan: draft.nextPlan ?? null,
    credentialsRevision: 1n,
    createdAt: now,
    updatedAt: now,
    revision: 1n,
  };
  return { ...user, status: disabled === true ? 'DISABLED' : enabled(user, now).status };
}

/**
 * What a patch makes of a user. Whoever gets an end is not on hold any more, and whoever is put on hold has none.
 * @param tenantZone where its calendar is if it has none of its own
 */
export function patched(user: User, patch: UserPatch, tenantZone: string, now: Date): Partial<User> {
  const { groupIds: _, expectedRevision: __, ...values } = patch;
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<User>;
  const ends = said.hold ? { expiresAt: null } : said.expiresAt ? { hold: null } : {};
  const next = { ...user, ...said, ...ends };
  const { resetStrategy, resetAnchor } = next;
  const recurs = ['resetStrategy', 'resetAnchor', 'zone'].some((name) => name in said);
  return {
    ...said,
    ...ends,
    ...(recurs ? { nextResetAt: nextResetAt(resetStrategy, resetAnchor, next.zone ?? tenantZone, now) ?? null } : {}),
    status: statusAt(next, now),
  };
}
