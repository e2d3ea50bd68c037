import type { AccountId, Id, TenantId } from '@vortex/kit';

export type ApiTokenId = Id<'api-token'>;

/** What a program signs in with. */
export interface ApiToken {
  readonly id: ApiTokenId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly name: string;
  /** Permissions; at each use only those that the account still holds. */
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: AccountId;
  /** Absent: it does not expire. */
  readonly expiresAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
}

export function isUsable({ revokedAt, expiresAt }: ApiToken, now: Date): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}
