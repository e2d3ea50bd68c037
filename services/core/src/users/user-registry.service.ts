import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, PermissionDenied, type Scope } from '@vortex/kit';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { UserEvents } from '../lifecycle/user-events.service';
import { KnownReferences } from './known-references.service';
import type { User, UserId } from './user';
import { UserCreation } from './user-creation.service';
import type { UserDraft } from './user-input';
import { recordOf } from './user-record';
import { UserNotFound, UsernameTaken } from './user.errors';
import { UserRepository } from './user.repository';

/** Makes and deletes users, one by one. */
@Injectable()
export class UserRegistry {
  constructor(
    private readonly db: Database,
    private readonly users: UserRepository,
    private readonly creation: UserCreation,
    private readonly members: GroupMemberRepository,
    private readonly references: KnownReferences,
    private readonly events: UserEvents,
    private readonly audit: Audit,
  ) {}

  create(scope: Scope, given: UserDraft): Promise<User> {
    if (!('tenantId' in scope)) throw new PermissionDenied('tenant_required');
    const { tenantId, ownedBy } = scope;
    const draft = ownedBy ? { ...given, accountId: ownedBy } : given;
    return this.db.run(async () => {
      await this.references.check(scope, given);
      const made = await this.creation.createMany(tenantId, [draft]);
      const [user] = made.users;
      if (!user) throw new UsernameTaken(draft.username);
      await this.events.changed(user);
      const subject = { kind: 'user', ids: [user.id], name: user.username };
      const groupIds = [...(made.groupIds.get(user.id) ?? [])].sort();
      const after = { ...recordOf(user), groupIds };
      await this.audit.record({ action: 'core.user.create', tenantId, subject, after });
      return user;
    });
  }

  delete(scope: Scope, id: UserId): Promise<void> {
    return this.db.run(async () => {
      const groupIds = [...((await this.members.groupsOf(scope, [id])).get(id) ?? [])].sort();
      const [user] = await this.users.deleteMany(scope, [id]);
      if (!user) throw new UserNotFound(id);
      await this.events.deleted(user);
      const subject = { kind: 'user', ids: [id], name: user.username };
      await this.audit.record({
        action: 'core.user.delete',
        tenantId: user.tenantId,
        subject,
        before: { ...recordOf(user), groupIds },
      });
    });
  }
}
