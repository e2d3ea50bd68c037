import { Injectable } from '@nestjs/common';
import type { CallContext } from '../identity/call-context';
import { anonymous } from '../identity/caller';
import { Unauthenticated } from '../errors/failures';
import { TokenVerifier } from './token-verifier';

export interface Authentication extends Pick<CallContext, 'caller' | 'token' | 'rejection'> {
  readonly expiresAtMs?: number;
}

/** Turns the credentials of a request into a caller. */
@Injectable()
export class Authenticator {
  constructor(private readonly tokens: TokenVerifier) {}

  /**
   * @param authorization the value of an `Authorization` header, or undefined
   * Never throws: who shows bad credentials is a stranger, and whatever is not public refuses them with the reason.
   */
  async authenticate(authorization: string | undefined): Promise<Authentication> {
    if (!authorization) return { caller: anonymous };
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (!token) return { caller: anonymous, rejection: new Unauthenticated('token_invalid') };
    try {
      const { caller, expiresAtMs } = await this.tokens.verify(token);
      return { caller, token, expiresAtMs };
    } catch (error) {
      return { caller: anonymous, rejection: error instanceof Error ? error : new Unauthenticated('token_invalid') };
    }
  }
}
