import type { Account } from '../accounts/account';

/** What a client holds of a session. */
export interface SessionTokens {
  readonly account: Account;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  /** When the refresh token ends unless it is used before. */
  readonly refreshExpiresAt: Date;
}
