import { newId } from '@vortex/kit';
import { nextResetAt } from '../src/calendar/reset-period';
import type { User } from '../src/users/user';

/** A user without limits since 15 January 2026, but for what a test says of it. Its calendar is Berlin's. */
export function givenUser(fields: Partial<User> = {}): User {
  const zone = fields.zone ?? 'Europe/Berlin';
  const id = fields.id ?? newId<'user'>();
  const start = fields.periodStartedAt ?? new Date('2026-01-15T12:00:00Z');
  return {
    id,
    tenantId: newId(),
    accountId: null,
    username: `user-${id}`,
    status: 'ACTIVE',
    hold: null,
    limitBytes: null,
    resetStrategy: 'NONE',
    resetAnchor: start,
    zone,
    periodStartedAt: start,
    nextResetAt: nextResetAt(fields.resetStrategy ?? 'NONE', fields.resetAnchor ?? start, zone, start) ?? null,
    usedBytes: 0n,
    lifetimeUsedBytes: 0n,
    expiresAt: null,
    firstConnectedAt: null,
    lastOnlineAt: null,
    deviceLimit: null,
    addressLimit: null,
    speedLimitUpBps: null,
    speedLimitDownBps: null,
    note: '',
    tags: [],
    email: null,
    telegramId: null,
    nextPlan: null,
    credentialsRevision: 1n,
    createdAt: start,
    updatedAt: start,
    revision: 1n,
    ...fields,
  };
}
