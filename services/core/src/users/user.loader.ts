import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { KnownAccount } from '../accounts/account';
import { AccountService } from '../accounts/account.service';
import type { Group } from '../groups/group';
import { GroupRepository } from '../groups/group.repository';
import { Loader } from '../loading/loader';
import type { SubscriptionLink } from './subscription-link';
import { SubscriptionLinkRepository } from './subscription-link.repository';
import type { UserId } from './user';

@Injectable()
export class UserGroupsLoader extends Loader<UserId, readonly Group[]> {
  constructor(private readonly groups: GroupRepository) {
    super();
  }

  loadAll(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly Group[]>> {
    return this.groups.ofUsers(scope, userIds);
  }
}

@Injectable()
export class UserLinkLoader extends Loader<UserId, SubscriptionLink> {
  constructor(private readonly links: SubscriptionLinkRepository) {
    super();
  }

  async loadAll(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, SubscriptionLink>> {
    return new Map((await this.links.ofUsers(scope, userIds)).map((link) => [link.userId, link]));
  }
}

@Injectable()
export class KnownAccountLoader extends Loader<string, KnownAccount> {
  constructor(private readonly accounts: AccountService) {
    super();
  }

  async loadAll(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, KnownAccount>> {
    return new Map((await this.accounts.findMany(scope, ids)).map((account) => [account.id, account]));
  }
}
