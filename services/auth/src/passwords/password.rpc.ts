import { Injectable } from '@nestjs/common';
import { type AuthTokens, AuthServiceService, type ChangeOwnPasswordRequest } from '@vortex/contracts/auth';
import { accountOf, ownScopeOf, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { toMessage } from '../accounts/account-message';
import { AccessTokenService } from '../sign-in/access-token.service';
import { PasswordService } from './password.service';

/** Far beyond what the policy allows, which says so better; a bound all the same. */
const mostCharacters = 1_024;
const currentPassword = z.string().min(1, 'Enter your current password.').max(mostCharacters, 'This is too long.');
const newPassword = z.string().max(mostCharacters, 'Use at most 256 characters.');

@Injectable()
export class PasswordRpc {
  constructor(
    private readonly passwords: PasswordService,
    private readonly tokens: AccessTokenService,
  ) {}

  @Rpc(AuthServiceService.changeOwnPassword, { input: z.object({ currentPassword, newPassword }) })
  async changeOwnPassword(request: ChangeOwnPasswordRequest, call: RpcCall): Promise<AuthTokens> {
    const caller = accountOf(call.caller);
    const account = await this.passwords.change(ownScopeOf(caller), caller.accountId, request);
    return { ...(await this.tokens.issue(account, caller.sessionId)), account: toMessage(account) };
  }
}
