import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { startUser } from '../lifecycle/user-upkeep';
import { CalendarZones } from '../tenants/calendar-zones.service';
import { KnownReferences } from './known-references.service';
import { patched } from './new-user';
import type { Hold, User, UserId } from './user';
import { UserChange, type UserStep } from './user-change.service';
import type { UserPatch } from './user-input';
import { disabled, enabled, trafficReset } from './user-status';
import { UserChangedMeanwhile, UserNotFound, UserNotOnHold } from './user.errors';
import { UserRepository } from './user.repository';

const update = 'core.user.update';

/** Changes users, one by one. */
@Injectable()
export class UserService {
  constructor(
    private readonly users: UserRepository,
    private readonly members: GroupMemberRepository,
    private readonly references: KnownReferences,
    private readonly changes: UserChange,
    private readonly zones: CalendarZones,
  ) {}

  update(scope: Scope, id: UserId, patch: UserPatch): Promise<User> {
    return this.changes.apply(scope, id, update, async (user, now) => {
      const { expectedRevision, groupIds } = patch;
      if (expectedRevision !== undefined && BigInt(expectedRevision) !== user.revision) {
        throw new UserChangedMeanwhile(id, user.revision);
      }
      await this.references.check(scope, patch);
      const groups = groupIds ? await this.moved(scope, user, groupIds) : {};
      const zone = await this.zones.ofTenant(user.tenantId);
      return { user: patched(user, ownedStill(scope, patch), zone, now), ...groups };
    });
  }

  /** Throws `UserNotFound` for a user of others. */
  async find(scope: Scope, id: UserId): Promise<User> {
    const [user] = await this.users.findMany(scope, [id]);
    if (!user) throw new UserNotFound(id);
    return user;
  }

  setEnabled(scope: Scope, id: UserId, isEnabled: boolean): Promise<User> {
    return this.changes.apply(scope, id, update, (user, now) => ({
      user: isEnabled ? (user.status === 'DISABLED' ? enabled(user, now) : {}) : disabled(),
    }));
  }

  /** Used traffic starts again from nothing. */
  resetUsage(scope: Scope, id: UserId): Promise<User> {
    return this.changes.apply(scope, id, update, async (user, now) => {
      await this.users.deductTraffic(scope, [user]);
      return { user: trafficReset(user, now), before: { usedBytes: user.usedBytes }, after: { usedBytes: 0n } };
    });
  }

  /** Its time runs from now on, without waiting for a connection. */
  start(scope: Scope, id: UserId): Promise<User> {
    return this.changes.apply(scope, id, update, async (user, now) => {
      if (!user.hold) throw new UserNotOnHold(id);
      return { user: startUser(user, now, user.zone ?? (await this.zones.ofTenant(user.tenantId)), now) };
    });
  }

  /** Its time stops, and runs anew from its next connection. */
  hold(scope: Scope, id: UserId, hold: Hold): Promise<User> {
    return this.changes.apply(scope, id, update, async (user, now) => {
      return { user: patched(user, { hold }, await this.zones.ofTenant(user.tenantId), now) };
    });
  }

  private async moved(
    scope: Scope,
    { id }: User,
    groupIds: NonNullable<UserPatch['groupIds']>,
  ): Promise<Omit<UserStep, 'user'>> {
    const before = (await this.members.groupsOf(scope, [id])).get(id) ?? [];
    await this.members.replace([id], groupIds);
    return { before: { groupIds: [...before].sort() }, after: { groupIds: [...groupIds].sort() } };
  }
}

/** Whoever sees only its own users keeps them its own. */
function ownedStill(scope: Scope, patch: UserPatch): UserPatch {
  return 'tenantId' in scope && scope.ownedBy ? { ...patch, accountId: scope.ownedBy } : patch;
}
