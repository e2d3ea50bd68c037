import { secureBytes } from '@vortex/kit';
import { hash } from 'node:crypto';
import { base62 } from '../devices/base62';
import type { User, UserId } from './user';

/** The secret address of a user's configuration. Whoever knows the token is served; so it is replaced when others do. */
export interface SubscriptionLink {
  readonly userId: UserId;
  readonly tenantId: User['tenantId'];
  /** 1, 2, 3, …: which of the user's tokens it is. */
  readonly generation: number;
  readonly token: string;
  readonly rotatedAt: Date;
}

/** 192 random bits in letters and digits: nothing to guess, and nothing to quote. */
function newToken(): string {
  return base62(secureBytes(24));
}

export function newLink({ id, tenantId }: Pick<User, 'id' | 'tenantId'>, now: Date, generation = 1): SubscriptionLink {
  return { userId: id, tenantId, generation, token: newToken(), rotatedAt: now };
}

/** What a token is found by. It is random enough that a plain hash is. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
