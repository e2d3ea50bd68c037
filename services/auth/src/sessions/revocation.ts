import type { AccountId, SessionId } from '@vortex/kit';
import { accessTokenLifetimeMs } from '../signing-keys/signing-key';

/** Access tokens that are refused although they have not expired. */
export type Revocation = { readonly expiresAt: Date } & (
  | { readonly kind: 'session'; readonly subjectId: SessionId }
  /** Those issued before the account had this revision. */
  | { readonly kind: 'account'; readonly subjectId: AccountId; readonly beforeRevision: bigint }
);

/** Clocks differ by so much, and verifiers forgive a few seconds. */
const marginMs = 60_000;

/** When the last access token issued until now has ended. */
export function tokensEndAt(now: Date): Date {
  return new Date(now.getTime() + accessTokenLifetimeMs + marginMs);
}

/** Where a reader of the list stands: everything revoked before, up to this position, it has. */
export interface RevocationCursor {
  readonly revokedAt: Date;
  readonly position: bigint;
}

/** A transaction may commit this much later than it looked at the clock, and replicas' clocks differ. */
const overlapMs = 60_000;

/** Where a reader that has everything goes on. It meets what came lately again, which does no harm. */
export function caughtUp(now: Date): RevocationCursor {
  return { revokedAt: new Date(now.getTime() - overlapMs), position: 0n };
}

const theBeginning: RevocationCursor = { revokedAt: new Date(0), position: 0n };

export function writeCursor({ revokedAt, position }: RevocationCursor): string {
  return `${revokedAt.getTime()}-${position}`;
}

/** Undefined when the text is no cursor. */
export function readCursor(text: string): RevocationCursor | undefined {
  if (text === '') return theBeginning;
  const match = /^(\d{1,15})-(\d{1,18})$/.exec(text);
  return match ? { revokedAt: new Date(Number(match[1])), position: BigInt(match[2] ?? 0) } : undefined;
}
