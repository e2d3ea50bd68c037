import { Inject, Injectable } from '@nestjs/common';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { UserEvents } from '../lifecycle/user-events.service';
import { changed, type User, type UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';

/** What the audit is told of a chunk: what was done, not what each of a thousand users was before. */
export interface BulkRecord {
  readonly action: string;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Stores what a chunk makes of users it has locked: rows, one event, one audit entry. */
@Injectable()
export class BulkChange {
  constructor(
    private readonly users: UserRepository,
    private readonly events: UserEvents,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the users as they are now */
  async store(
    scope: Scope,
    changes: readonly { readonly user: User; readonly change: Partial<User> }[],
    record: BulkRecord,
  ): Promise<readonly User[]> {
    if (changes.length === 0) return [];
    const now = this.clock.now();
    const next = changes.map(({ user, change }) => changed(user, change, now));
    await this.users.saveMany(scope, next);
    await this.events.changedInBulk(next, 'bulk');
    await this.record(next, record);
    return next;
  }

  async created(users: readonly User[], record: BulkRecord): Promise<void> {
    if (users.length === 0) return;
    await this.events.changedInBulk(users, 'bulk');
    await this.record(users, record);
  }

  async delete(scope: Scope, ids: readonly UserId[], record: BulkRecord): Promise<number> {
    const gone = ids.length > 0 ? await this.users.deleteMany(scope, ids) : [];
    if (gone.length === 0) return 0;
    await this.events.deletedInBulk(gone, 'bulk');
    await this.record(gone, record);
    return gone.length;
  }

  private async record(users: readonly User[], { action, after }: BulkRecord): Promise<void> {
    const [first] = users;
    const name = users.length === 1 ? first?.username : undefined;
    const subject = { kind: 'user', ids: users.map(({ id }) => id), name };
    await this.audit.record({ action, tenantId: first?.tenantId, subject, after });
  }
}
