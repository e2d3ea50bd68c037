import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, newId, type SessionId, tokenIssuer } from '@vortex/kit';
import { SignJWT } from 'jose';
import type { Account } from '../accounts/account';
import { AccountDisabled } from '../accounts/account.errors';
import { expand } from '../roles/permission-catalogue';
import type { Grants } from '../roles/role';
import { RoleService } from '../roles/role.service';
import { TenantSuspended } from '../tenants/tenant.errors';
import { accessTokenLifetimeMs } from '../signing-keys/signing-key';
import { signingAlgorithm, SigningKeyService } from '../signing-keys/signing-key.service';

/** The part of an API token that bounds what is issued for it. */
export interface ScopedBy {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | undefined;
}

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

  /** What the account may do. Throws for one that cannot sign in, and for all of a suspended tenant. */
  async admit(account: Account): Promise<Grants> {
    if (account.disabled) throw new AccountDisabled();
    const grants = await this.roles.grantsOf(account);
    if (grants.tenant.isSuspended) throw new TenantSuspended();
    return grants;
  }

  /** A token that says who the account is and what it may do, for the session it belongs to. */
  async issue(account: Account, sessionId: SessionId): Promise<AccessToken> {
    return this.sign(account, sessionId, await this.admit(account));
  }

  /** As `issue`, for an API token: it can do no more than its scopes say, and does not outlive it. */
  async issueScoped(account: Account, apiToken: ScopedBy): Promise<AccessToken> {
    const grants = await this.admit(account);
    const permissions = expand(grants.permissions).filter((name) => apiToken.scopes.includes(name));
    // That a person has to change a password is no matter of a program.
    const program = { ...account, mustChangePassword: false };
    return this.sign(program, apiToken.id as SessionId, { ...grants, permissions }, apiToken.expiresAt);
  }

  private async sign(account: Account, sessionId: SessionId, grants: Grants, until?: Date): Promise<AccessToken> {
    const { permissions, ownRowsOnly, tenant } = grants;
    const { kid, privateKey } = await this.keys.signer();
    const nowSeconds = Math.floor(this.clock.now().getTime() / 1_000);
    const latestMs = until?.getTime() ?? Number.POSITIVE_INFINITY;
    const expiresAt = new Date(Math.min(nowSeconds * 1_000 + accessTokenLifetimeMs, latestMs));
    const claims = {
      tid: account.tenantId,
      sid: sessionId,
      role: account.role,
      perms: permissions,
      own: ownRowsOnly,
      operator: tenant.isOperator,
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
