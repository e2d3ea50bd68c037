import { newId } from '@vortex/kit';
import { randomBytes } from 'node:crypto';
import type { User } from '../src/users/user';

/** An active user without limits, unlike any other. */
export function aUser(fields: Partial<User> = {}): User {
  const createdAt = fields.createdAt ?? new Date();
  return {
    id: newId(),
    tenantId: newId(),
    accountId: null,
    username: `user-${randomBytes(6).toString('hex')}`,
    status: 'ACTIVE',
    hold: null,
    limitBytes: null,
    resetStrategy: 'NONE',
    resetAnchor: createdAt,
    zone: null,
    periodStartedAt: createdAt,
    nextResetAt: null,
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
    createdAt,
    updatedAt: createdAt,
    revision: 1n,
    ...fields,
  };
}
