import { Inject, Injectable } from '@nestjs/common';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { UserEvents } from '../lifecycle/user-events.service';
import { changed, type User, type UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { type BulkStep, changesOf, summariesOf } from './bulk-record';

/** What the audit is told of a chunk: what was done. What each of its users was and is comes with it. */
export interface BulkRecord {
  readonly action: string;
  readonly before?: Readonly<Record<string, unknown>>;
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
    changes: readonly BulkStep[],
    { action, after }: Omit<BulkRecord, 'before'>,
  ): Promise<readonly User[]> {
    if (changes.length === 0) return [];
    const now = this.clock.now();
    const next = changes.map(({ user, change }) => changed(user, change, now));
    await this.users.saveMany(scope, next);
    await this.events.changedInBulk(next, 'bulk');
    const users = changesOf(changes.map((step, n) => [step, next[n] ?? step.user] as const));
    await this.record(next, { action, before: { users: users.before }, after: { ...after, users: users.after } });
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
    await this.record(gone, { ...record, before: { users: summariesOf(gone) } });
    return gone.length;
  }

  private async record(users: readonly User[], record: BulkRecord): Promise<void> {
    const [first] = users;
    const name = users.length === 1 ? first?.username : undefined;
    const subject = { kind: 'user', ids: users.map(({ id }) => id), name };
    await this.audit.record({ ...record, tenantId: first?.tenantId, subject });
  }
}
