import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { UserEvents } from '../lifecycle/user-events.service';
import { changed, type User, type UserId } from './user';
import { recordOf } from './user-record';
import { UserRepository } from './user.repository';

/** What becomes of a locked user, and what the audit is told besides. */
export interface UserStep {
  readonly user: Partial<User>;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** One change of one user: locked, stored, told and recorded in one transaction. */
@Injectable()
export class UserChange {
  constructor(
    private readonly db: Database,
    private readonly users: UserRepository,
    private readonly events: UserEvents,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param action the permission it takes, as the audit has it */
  apply(
    scope: Scope,
    id: UserId,
    action: string,
    step: (user: User, now: Date) => UserStep | Promise<UserStep>,
  ): Promise<User> {
    return this.db.run(async () => {
      const user = await this.users.lock(scope, id);
      const now = this.clock.now();
      const { user: change, before, after } = await step(user, now);
      const next = changed(user, change, now);
      await this.users.saveMany(scope, [next]);
      await this.events.changed(next);
      await this.audit.record({
        action,
        tenantId: user.tenantId,
        subject: { kind: 'user', ids: [id], name: next.username },
        before: { ...recordOf(user), ...before },
        after: { ...recordOf(next), ...after },
      });
      return next;
    });
  }
}
