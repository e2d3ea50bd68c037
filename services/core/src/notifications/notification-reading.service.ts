import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, NotFound, type Scope } from '@vortex/kit';
import type { UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import type { NotificationId } from './notification';
import { NotificationRepository } from './notification.repository';

/** Keeps which notifications have been read. */
@Injectable()
export class NotificationReading {
  constructor(
    private readonly db: Database,
    private readonly notifications: NotificationRepository,
    private readonly users: UserRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many had not been read */
  markRead(scope: Scope, userId: UserId, ids: readonly NotificationId[]): Promise<number> {
    return this.db.run(async () => {
      const [user] = await this.users.findMany(scope, [userId]);
      if (!user) throw new NotFound('user_not_found');
      const readAt = this.clock.now();
      const count = await this.notifications.markRead(scope, userId, ids, readAt);
      if (count === 0) return 0;
      const { tenantId, username: name } = user;
      const subject = { kind: 'user', ids: [userId], name };
      const after = { notificationsRead: ids, readAt };
      await this.audit.record({ action: 'core.notification.read', tenantId, subject, after });
      return count;
    });
  }
}
