import { Injectable } from '@nestjs/common';
import type { AccountId, Scope } from '@vortex/kit';
import type { Account } from './account';
import { AccountRepository } from './account.repository';

@Injectable()
export class AccountService {
  constructor(private readonly accounts: AccountRepository) {}

  find(scope: Scope, id: AccountId): Promise<Account> {
    return this.accounts.find(scope, id);
  }
}
