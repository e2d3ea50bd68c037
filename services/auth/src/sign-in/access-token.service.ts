import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, newId, type SessionId, tokenIssuer } from '@vortex/kit';
import { SignJWT } from 'jose';
import type { Account } from '../accounts/account';
import { RoleService } from '../roles/role.service';
import { accessTokenLifetimeMs } from '../signing-keys/signing-key';
import { signingAlgorithm, SigningKeyService } from '../signing-keys/signing-key.service';

export interface AccessToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

@Injectable()
export class AccessTokenService {
  constructor(
    private readonly keys: SigningKeyService,
    private readonly roles: RoleService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A token that says who the account is and what it may do, for the session it belongs to. */
  async issue(account: Account, sessionId: SessionId): Promise<AccessToken> {
    const { permissions, ownRowsOnly, isOperator } = await this.roles.grantsOf(account);
    const { kid, privateKey } = await this.keys.signer();
    const nowSeconds = Math.floor(this.clock.now().getTime() / 1_000);
    const expiresAt = new Date(nowSeconds * 1_000 + accessTokenLifetimeMs);
    const claims = {
      tid: account.tenantId,
      sid: sessionId,
      role: account.role,
      perms: permissions,
      own: ownRowsOnly,
      operator: isOperator,
      mcp: account.mustChangePassword,
      // What the account was like: once it has changed, tokens of before can be refused.
      rev: Number(account.revision),
    };
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: signingAlgorithm, kid, typ: 'JWT' })
      .setIssuer(tokenIssuer)
      .setSubject(account.id)
      .setJti(newId())
      .setIssuedAt(nowSeconds)
      .setExpirationTime(expiresAt)
      .sign(privateKey);
    return { accessToken, expiresAt };
  }
}
