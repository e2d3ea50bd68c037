import type { Account as WireAccount, AuthTokens } from '@vortex/contracts/auth';
import type { Account, AuthPayload } from '../generated/schema';
import { required } from '../graphql/required';

/** What a client is told of its tokens: a browser, which has them in cookies, only when they end. */
export function toPayload(
  { accessToken, refreshToken, expiresAt, account }: AuthTokens,
  inCookies: boolean,
): AuthPayload {
  return {
    accessToken: inCookies ? null : accessToken,
    refreshToken: inCookies ? null : refreshToken,
    expiresAt: required(expiresAt, 'AuthTokens.expires_at'),
    account: toAccount(required(account, 'AuthTokens.account')),
  };
}

export function toAccount(account: WireAccount): Account {
  const { id, tenantId, username, name, role, disabled, mustChangePassword } = account;
  const createdAt = required(account.createdAt, 'Account.created_at');
  return { id, tenantId, username, name, role, disabled, mustChangePassword, createdAt };
}
