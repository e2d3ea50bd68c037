import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { KnownAccount } from './account';
import { AccountRepository } from './account.repository';

/** Core's own view of the accounts, so that counting them asks nobody else. */
@Injectable()
export class AccountService {
  constructor(private readonly accounts: AccountRepository) {}

  learn(account: KnownAccount): Promise<void> {
    return this.accounts.store(account);
  }

  forget(id: string, tenantId: string, revision: bigint): Promise<void> {
    return this.accounts.forget(id, tenantId, revision);
  }

  noteChange(id: string, revision: bigint): Promise<void> {
    return this.accounts.advance(id, revision);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<KnownAccount[]> {
    return this.accounts.findMany(scope, ids);
  }

  count(scope: Scope): Promise<number> {
    return this.accounts.count(scope);
  }
}
