import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import { UserFollowUpRepository } from '../follow-ups/user-follow-up.repository';
import type { KnownAccount } from './account';
import { AccountRepository } from './account.repository';

/** Core's own view of the accounts, so that counting them asks nobody else. */
@Injectable()
export class AccountService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly followUps: UserFollowUpRepository,
  ) {}

  learn(account: KnownAccount): Promise<void> {
    return this.accounts.store(account);
  }

  /** The users it owned are nobody's from then on. */
  forget(id: string, tenantId: string, revision: bigint): Promise<void> {
    return this.db.run(async () => {
      await this.accounts.forget(id, tenantId, revision);
      await this.followUps.begin('release', id);
    });
  }

  /** Those of the ids that are known to be gone; none of the others goes before the transaction ends. */
  async holdDeleted(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const distinct = [...new Set(ids)];
    return distinct.length > 0 ? this.accounts.holdDeleted(distinct) : new Set();
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
