import { type AccountId, newId, type SessionId, type TenantId } from '@vortex/kit';

export const sessionKinds = ['browser', 'api'] as const;

/** What holds its tokens: a browser's cookies, or a program. */
export type SessionKind = (typeof sessionKinds)[number];

/** Why a session ended before its time. */
export type SessionEnd =
  'logged_out' | 'revoked' | 'password_changed' | 'token_reused' | 'account_disabled' | 'account_deleted';

/** Somebody, signed in somewhere. */
export interface Session {
  readonly id: SessionId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly kind: SessionKind;
  /** Where it was last seen. */
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  /** When its tokens were last refreshed. */
  readonly lastSeenAt: Date;
  /** When it ends unless it is refreshed before. */
  readonly idleExpiresAt: Date;
  /** When it ends whatever happens. */
  readonly expiresAt: Date;
  /** Of its newest refresh token: 1, 2, 3, … */
  readonly generation: number;
  /** When that one was made. */
  readonly rotatedAt: Date;
}

export interface NewSession {
  readonly kind: SessionKind;
  readonly clientAddress: string;
  readonly userAgent: string;
}

const dayMs = 24 * 60 * 60_000;

/** A browser may be anybody's who sits down before it; a program keeps its token to itself and may rest for weeks. */
export const lifetimes: Readonly<Record<SessionKind, { readonly idleMs: number; readonly absoluteMs: number }>> = {
  browser: { idleMs: 7 * dayMs, absoluteMs: 30 * dayMs },
  api: { idleMs: 30 * dayMs, absoluteMs: 90 * dayMs },
};

/**
 * How long the immediate predecessor of a refresh token still gives the same successor: tabs and retries that ran
 * beside the one that was first. Whoever comes later has kept a copy.
 */
export const graceMs = 20_000;

/** How long sessions that are over, and tokens that were replaced, stay known. */
export const retention = { sessionMs: 30 * dayMs, tokenMs: 7 * dayMs } as const;

const longestUserAgent = 256;

export function newSession(owner: { id: AccountId; tenantId: TenantId }, given: NewSession, now: Date): Session {
  const { idleMs, absoluteMs } = lifetimes[given.kind];
  return {
    id: newId(),
    tenantId: owner.tenantId,
    accountId: owner.id,
    ...given,
    userAgent: given.userAgent.slice(0, longestUserAgent),
    createdAt: now,
    lastSeenAt: now,
    idleExpiresAt: new Date(now.getTime() + idleMs),
    expiresAt: new Date(now.getTime() + absoluteMs),
    generation: 1,
    rotatedAt: now,
  };
}
