import { Injectable } from '@nestjs/common';
import type { FieldViolation } from '@vortex/contracts/common';
import { InvalidInput, type Scope } from '@vortex/kit';
import { AccountService } from '../accounts/account.service';
import { GroupRepository } from '../groups/group.repository';
import type { UserPatch } from './user-input';

/** Whether what a user is given is there for whoever gives it. */
@Injectable()
export class KnownReferences {
  constructor(
    private readonly groups: GroupRepository,
    private readonly accounts: AccountService,
  ) {}

  /** Throws `InvalidInput` at the groups and the account that are not in the scope, as if they were nowhere. */
  async check(scope: Scope, { groupIds = [], accountId }: UserPatch, root = 'input'): Promise<void> {
    const known = groupIds.length === 0 ? [] : await this.groups.findMany(scope, groupIds);
    const ids = new Set(known.map(({ id }) => id));
    const problems: FieldViolation[] = groupIds.flatMap((id, n) =>
      ids.has(id) ? [] : [{ path: `${root}.groupIds[${n}]`, code: 'unknown', message: 'There is no such group.' }],
    );
    if (accountId) await this.accounts.holdDeleted([accountId]);
    if (accountId && (await this.accounts.findMany(scope, [accountId])).length === 0) {
      problems.push({ path: `${root}.accountId`, code: 'unknown', message: 'There is no such account.' });
    }
    if (problems.length > 0) throw new InvalidInput(problems);
  }
}
