import { Injectable } from '@nestjs/common';
import { newId } from '@vortex/kit';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { PasswordRepository } from '../passwords/password.repository';
import { TenantRepository } from '../tenants/tenant.repository';
import { type AccessToken, AccessTokenService } from './access-token.service';
import { SignInThrottle } from './sign-in-throttle.service';
import { WrongCredentials } from './sign-in.errors';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly clientAddress: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly tokens: AccessTokenService,
  ) {}

  async signIn(credentials: Credentials): Promise<AccessToken & { readonly account: Account }> {
    await this.throttle.admit(credentials);
    const account = await this.prove(credentials);
    if (!account) throw new WrongCredentials();
    await this.throttle.succeeded(credentials);
    return { ...(await this.tokens.issue(account, newId())), account };
  }

  /** The account, if the password is its own. Takes the same time for a name that does not exist. */
  private async prove({ username, password }: Credentials): Promise<Account | undefined> {
    // Accounts of resellers will come in by an address of their own; this is the operator's door.
    const tenantId = await this.tenants.operatorId();
    const account = tenantId && (await this.accounts.findByUsername(tenantId, username));
    const hash = account && (await this.passwords.findHash({ tenantId: account.tenantId }, account.id));
    const isProven = hash ? await this.hasher.verify(hash, password) : await this.hasher.verifyNothing(password);
    return isProven ? account : undefined;
  }
}
