import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountCaller, type AccountId, type Scope, scopeOf } from '@vortex/kit';
import { generatePassword } from '../passwords/generated-password';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { PasswordReplacement } from '../passwords/password-replacement.service';
import { AccountChangedMeanwhile } from '../passwords/password.errors';
import { type Page, type PageRequest, readPage } from '../paging/page';
import { sortBy, type SortRequest } from '../paging/sorting';
import { requireCover } from '../roles/role';
import { RoleService } from '../roles/role.service';
import { TenantRepository } from '../tenants/tenant.repository';
import { type Account, passwordReset } from './account';
import { TooManyAccounts } from './account.errors';
import { accountColumns, type AccountFilter, AccountRepository } from './account.repository';
import { NewAccountService } from './new-account.service';

export interface AccountDraft {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  /** Empty: one is generated, which must be changed. */
  readonly password: string;
  readonly mustChangePassword: boolean;
}

export interface AccountWithPassword {
  readonly account: Account;
  /** The generated password, if it was generated. */
  readonly password: string | undefined;
}

@Injectable()
export class AccountService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly tenants: TenantRepository,
    private readonly roles: RoleService,
    private readonly newAccounts: NewAccountService,
    private readonly hasher: PasswordHasher,
    private readonly replacement: PasswordReplacement,
  ) {}

  find(scope: Scope, id: AccountId): Promise<Account> {
    return this.accounts.find(scope, id);
  }

  list(
    scope: Scope,
    filter: AccountFilter,
    sorting: readonly SortRequest[],
    page: PageRequest | undefined,
  ): Promise<Page<Account>> {
    const sort = sortBy(sorting, accountColumns);
    return this.accounts.page(scope, filter, sort, readPage(page, sort));
  }

  async create(caller: AccountCaller, draft: AccountDraft): Promise<AccountWithPassword> {
    const { tenantId } = caller;
    const { username, name, role } = draft;
    const password = await this.newAccounts.preparePassword(username, draft.password, 'password');
    const mustChangePassword = password.generated !== undefined || draft.mustChangePassword;
    return this.db.run(async () => {
      requireCover(caller, await this.roles.holdGrants(tenantId, role));
      const { mostAccounts } = await this.tenants.lock({ tenantId }, tenantId);
      if (mostAccounts !== null && (await this.accounts.count(tenantId)) >= mostAccounts) {
        throw new TooManyAccounts(mostAccounts);
      }
      const account = await this.newAccounts.add({ tenantId, username, name, role, mustChangePassword }, password);
      return { account, password: password.generated };
    });
  }

  /** Whoever knew the old password is signed out. */
  async resetPassword(caller: AccountCaller, id: AccountId): Promise<AccountWithPassword> {
    const scope = scopeOf(caller);
    const before = await this.accounts.find(scope, id);
    requireCover(caller, await this.roles.grantsOf(before));
    const password = generatePassword();
    const account = passwordReset(before);
    if (!(await this.replacement.replace(scope, account, await this.hasher.hash(password)))) {
      throw new AccountChangedMeanwhile();
    }
    return { account, password };
  }
}
