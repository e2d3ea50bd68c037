import { Injectable } from '@nestjs/common';
import type { TenantId } from '@vortex/kit';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { AccountChangedMeanwhile } from '../passwords/password.errors';
import { PasswordRepository } from '../passwords/password.repository';
import type { NewSession } from '../sessions/session';
import type { SessionTokens } from '../sessions/session-tokens';
import { SessionTokensService } from '../sessions/session-tokens.service';
import { operatorSlug } from '../tenants/tenant';
import { TenantRepository } from '../tenants/tenant.repository';
import { AccessTokenService } from './access-token.service';
import { SignInThrottle } from './sign-in-throttle.service';
import { WrongCredentials } from './sign-in.errors';

/** An account may change while its password is being checked, but hardly again and again. */
const mostRounds = 3;

export interface Credentials extends NewSession {
  readonly username: string;
  readonly password: string;
  /** Slug of the account's tenant; empty for the operator. */
  readonly tenant: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionTokensService,
    private readonly tokens: AccessTokenService,
  ) {}

  async signIn(credentials: Credentials): Promise<SessionTokens> {
    const { kind, clientAddress, userAgent, username } = credentials;
    const tenantId = await this.tenants.idOf(credentials.tenant || operatorSlug);
    // By what it is, not by what it is called: another way to write a tenant is no other chance to guess.
    const attempt = { username, clientAddress, tenant: tenantId ?? credentials.tenant };
    await this.throttle.admit(attempt);
    for (let round = 0; round < mostRounds; round += 1) {
      const account = await this.prove(tenantId, credentials);
      if (!account) throw new WrongCredentials();
      await this.tokens.admit(account);
      const tokens = await this.sessions.begin(account, { kind, clientAddress, userAgent });
      if (!tokens) continue;
      await this.throttle.succeeded(attempt);
      return tokens;
    }
    throw new AccountChangedMeanwhile();
  }

  /** The account, if the password is its own. Takes the same time for a name or a tenant that does not exist. */
  private async prove(
    tenantId: TenantId | undefined,
    { username, password }: Credentials,
  ): Promise<Account | undefined> {
    const account = tenantId && (await this.accounts.findByUsername(tenantId, username));
    const hash = account && (await this.passwords.findHash({ tenantId: account.tenantId }, account.id));
    const isProven = hash ? await this.hasher.verify(hash, password) : await this.hasher.verifyNothing(password);
    return isProven ? account : undefined;
  }
}
