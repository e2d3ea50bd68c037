import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { GroupId } from '../groups/group';
import { GroupMemberRepository } from '../groups/group-member.repository';
import type { JobStep } from '../jobs/job';
import type { User, UserId } from '../users/user';
import { BulkChange } from './bulk-change.service';
import { type BulkOperation, movedGroups } from './bulk-operation';
import type { LockedChunk } from './bulk-set.service';
import { sameGroups, writeRecords } from './undo-record';

type Move = Extract<BulkOperation, { kind: 'MOVE_USERS' }>;

/** A user and the groups it is to have. */
export interface Placement {
  readonly user: User;
  readonly groupIds: readonly GroupId[];
}

/** Moves the users of a chunk between groups. */
@Injectable()
export class GroupChunk {
  constructor(
    private readonly members: GroupMemberRepository,
    private readonly changes: BulkChange,
  ) {}

  async run(scope: Scope, { users }: LockedChunk, operation: Move): Promise<Pick<JobStep, 'done' | 'undo'>> {
    const had = await this.groupsOf(scope, users);
    const moved = users
      .map((user) => ({ user, before: had.get(user.id) ?? [] }))
      .map(({ user, before }) => ({ user, before, groupIds: movedGroups(operation, before) }))
      .filter(({ before, groupIds }) => !sameGroups(before, groupIds));
    const { set, add, remove } = operation;
    await this.place(moved);
    await this.changes.store(
      scope,
      moved.map(({ user, before, groupIds }) => ({
        user,
        change: {},
        before: { groupIds: [...before].sort() },
        after: { groupIds: [...groupIds].sort() },
      })),
      { action: 'core.user.update', after: { setGroups: set, addGroups: add, removeGroups: remove } },
    );
    const undo = moved.map(({ user: { id }, before, groupIds }) => ({
      id,
      before: { groupIds: before },
      after: { groupIds },
    }));
    return { done: users.length, undo: writeRecords(undo) };
  }

  groupsOf(scope: Scope, users: readonly User[]): Promise<ReadonlyMap<UserId, readonly GroupId[]>> {
    return this.members.groupsOf(
      scope,
      users.map(({ id }) => id),
    );
  }

  /** One statement for all users that are to have the same groups. */
  async place(placements: readonly Placement[]): Promise<void> {
    const together = new Map<string, { ids: UserId[]; groupIds: readonly GroupId[] }>();
    for (const { user, groupIds } of placements) {
      const key = [...groupIds].sort().join();
      const same = together.get(key) ?? { ids: [], groupIds };
      same.ids.push(user.id);
      together.set(key, same);
    }
    for (const { ids, groupIds } of together.values()) await this.members.replace(ids, groupIds);
  }
}
