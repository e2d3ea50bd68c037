import { Injectable } from '@nestjs/common';
import {
  type AuthTokens,
  AuthServiceService,
  type ChangeOwnPasswordRequest,
  type ConfirmedPassword,
  type ConfirmOwnPasswordRequest,
} from '@vortex/contracts/auth';
import { accountOf, ownScopeOf, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { toTokens } from '../sessions/session-message';
import { SessionTokensService } from '../sessions/session-tokens.service';
import { PasswordService } from './password.service';

/** Far beyond what the policy allows, which says so better; a bound all the same. */
const mostCharacters = 1_024;
const currentPassword = z.string().min(1, 'Enter your current password.').max(mostCharacters, 'This is too long.');
const password = currentPassword;
const newPassword = z.string().max(mostCharacters, 'Use at most 256 characters.');

@Injectable()
export class PasswordRpc {
  constructor(
    private readonly passwords: PasswordService,
    private readonly sessions: SessionTokensService,
  ) {}

  @Rpc(AuthServiceService.changeOwnPassword, { input: z.object({ currentPassword, newPassword }) })
  async changeOwnPassword(request: ChangeOwnPasswordRequest, call: RpcCall): Promise<AuthTokens> {
    const caller = accountOf(call.caller);
    const scope = ownScopeOf(caller);
    // An API token may do much for its account, but not take it over.
    await this.sessions.require(scope, caller.sessionId);
    const account = await this.passwords.change(scope, caller.accountId, request, caller.sessionId);
    return toTokens(await this.sessions.renew(scope, caller.sessionId, account));
  }
  @Rpc(AuthServiceService.confirmOwnPassword, { input: z.object({ password }) })
  async confirmOwnPassword(request: ConfirmOwnPasswordRequest, call: RpcCall): Promise<ConfirmedPassword> {
    const caller = accountOf(call.caller);
    const scope = ownScopeOf(caller);
    await this.sessions.require(scope, caller.sessionId);
    await this.passwords.confirm(scope, caller.accountId, request.password);
    return {};
  }
}
