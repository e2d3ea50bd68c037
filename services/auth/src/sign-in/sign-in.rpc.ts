import { Injectable } from '@nestjs/common';
import { AuthServiceService, type AuthTokens, type LoginRequest, SessionKind } from '@vortex/contracts/auth';
import { Rpc } from '@vortex/kit';
import { z } from 'zod';
import { filterText } from '../paging/list-input';
import { kindFrom, toTokens } from '../sessions/session-message';
import { SignInService } from './sign-in.service';

const input = z.object({
  username: filterText.min(1, 'Enter a username.'),
  password: z.string().min(1, 'Enter a password.').max(1_024, 'This is too long.'),
  clientAddress: z.string().max(64),
  tenant: filterText.max(64, 'This is too long.'),
  userAgent: z.string(),
  kind: z.enum(SessionKind),
});

@Injectable()
export class SignInRpc {
  constructor(private readonly signIns: SignInService) {}

  @Rpc(AuthServiceService.login, { input })
  async login(request: LoginRequest): Promise<AuthTokens> {
    return toTokens(await this.signIns.signIn({ ...request, kind: kindFrom(request.kind) }));
  }
}
