import { Injectable } from '@nestjs/common';
import { UserChanged, UserDeleted, UsersChangedInBulk, UsersDeletedInBulk } from '@vortex/contracts/core';
import { type LaneName, Outbox } from '@vortex/messaging';
import { GroupMemberRepository } from '../groups/group-member.repository';
import type { User } from '../users/user';
import { toUserChanged } from './user-message';

/** Tells what has become of a user, or of up to a thousand, inside the transaction that holds their locks. */
@Injectable()
export class UserEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly members: GroupMemberRepository,
  ) {}

  async changed(user: User): Promise<void> {
    const { id: aggregateId, tenantId } = user;
    const groups = await this.members.groupsOf({ platform: true }, [user.id]);
    await this.outbox.add(UserChanged, toUserChanged(user, groups.get(user.id) ?? []), { aggregateId, tenantId });
  }

  /** @param gone as of its last revision */
  async deleted({ id: userId, tenantId, revision }: User): Promise<void> {
    const event = { userId, tenantId, revision: revision + 1n };
    await this.outbox.add(UserDeleted, event, { aggregateId: userId, tenantId });
  }

  async changedInBulk(users: readonly User[], lane: LaneName): Promise<void> {
    const groups = await this.members.groupsOf(
      { platform: true },
      users.map(({ id }) => id),
    );
    for (const [tenantId, some] of byTenant(users)) {
      const told = some.map((user) => toUserChanged(user, groups.get(user.id) ?? []));
      await this.outbox.add(UsersChangedInBulk, { tenantId, users: told }, { aggregateId: tenantId, tenantId, lane });
    }
  }

  /** @param gone as of their last revision */
  async deletedInBulk(gone: readonly User[], lane: LaneName): Promise<void> {
    for (const [tenantId, some] of byTenant(gone)) {
      const told = some.map(({ id: userId, revision }) => ({ userId, tenantId, revision: revision + 1n }));
      await this.outbox.add(UsersDeletedInBulk, { tenantId, users: told }, { aggregateId: tenantId, tenantId, lane });
    }
  }
}

function byTenant(users: readonly User[]): Map<string, User[]> {
  const groups = new Map<string, User[]>();
  for (const user of users) {
    const group = groups.get(user.tenantId);
    if (group) group.push(user);
    else groups.set(user.tenantId, [user]);
  }
  return groups;
}
