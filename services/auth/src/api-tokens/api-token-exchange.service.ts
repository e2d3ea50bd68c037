import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, DomainError } from '@vortex/kit';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { type AccessToken, AccessTokenService } from '../sign-in/access-token.service';
import { type ApiToken, isUsable } from './api-token';
import { matches, readSecret } from './api-token-secret';
import { ApiTokenInvalid } from './api-token.errors';
import { ApiTokenRepository } from './api-token.repository';

/** Gives a program a short access token for its API token. */
@Injectable()
export class ApiTokenExchange {
  constructor(
    private readonly tokens: ApiTokenRepository,
    private readonly accounts: AccountRepository,
    private readonly accessTokens: AccessTokenService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async exchange(text: string): Promise<AccessToken> {
    const now = this.clock.now();
    const shown = readSecret(text);
    const token = shown && (await this.tokens.findShown(shown.id));
    if (!token || !matches(token.hash, shown.hash) || !isUsable(token, now)) throw new ApiTokenInvalid();
    const account = await this.accounts.find({ tenantId: token.tenantId }, token.accountId);
    const accessToken = await this.issue(account, token);
    await this.tokens.noteUse(token.id, now);
    return accessToken;
  }

  /** Why an account cannot sign in is for the person who knows its password. */
  private async issue(account: Account, token: ApiToken): Promise<AccessToken> {
    try {
      return await this.accessTokens.issueScoped(account, token);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') throw new ApiTokenInvalid();
      throw error;
    }
  }
}
