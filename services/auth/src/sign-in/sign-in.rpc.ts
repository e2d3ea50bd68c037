import { Injectable } from '@nestjs/common';
import { AuthServiceService, type AuthTokens, type LoginRequest } from '@vortex/contracts/auth';
import { Rpc } from '@vortex/kit';
import { z } from 'zod';
import { toMessage } from '../accounts/account-message';
import { SignInService } from './sign-in.service';

const input = z.object({
  username: z.string().min(1, 'Enter a username.').max(256, 'This is too long.'),
  password: z.string().min(1, 'Enter a password.').max(1_024, 'This is too long.'),
  clientAddress: z.string().max(64),
});

@Injectable()
export class SignInRpc {
  constructor(private readonly signIns: SignInService) {}

  @Rpc(AuthServiceService.login, { input })
  async login(request: LoginRequest): Promise<AuthTokens> {
    const { accessToken, expiresAt, account } = await this.signIns.signIn(request);
    return { accessToken, expiresAt, account: toMessage(account) };
  }
}
