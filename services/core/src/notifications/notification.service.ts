import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, newId, NotFound, type Scope } from '@vortex/kit';
import { LiveFeed } from '../live/live-feed.service';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import type { UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { type Notification, type NotificationId, type NotificationKind, notificationTopic } from './notification';
import type { NotificationFilter } from './notification-list';
import { NotificationRepository } from './notification.repository';

/** What is told of one user. */
export interface Notice {
  readonly userId: UserId;
  readonly tenantId: Notification['tenantId'];
  readonly kind: NotificationKind;
  readonly facts?: Readonly<Record<string, string>>;
}

const dayMs = 24 * 3_600_000;
const soonMs = 3 * dayMs;
const keptMs = 90 * dayMs;
const chunk = 500;
const page = 100;
const beginning = '00000000-0000-0000-0000-000000000000' as NotificationId;

@Injectable()
export class NotificationService {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly users: UserRepository,
    private readonly live: LiveFeed,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Inside the transaction that holds the locks of their users, which keeps each user's in order. */
  async record(notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const createdAt = this.clock.now();
    const made = notices.map(({ facts = {}, ...notice }): Notification => ({
      ...notice,
      ...{ id: newId<'notification'>(), facts, createdAt, readAt: null },
    }));
    await this.notifications.addMany(made);
    for (const { id, userId } of made) this.live.tell(notificationTopic, userId, { id });
  }

  async newest(scope: Scope, userId: UserId, unreadOnly: boolean): Promise<Notification[]> {
    await this.assertVisible(scope, userId);
    return this.notifications.newest(scope, userId, unreadOnly, page);
  }

  async page<Node>(
    scope: Scope,
    userId: UserId,
    filter: NotificationFilter,
    wanted: Page,
    toNode: (notification: Notification) => Node,
  ): Promise<Connection<Node>> {
    await this.assertVisible(scope, userId);
    const found = await this.notifications.page(scope, userId, filter, wanted);
    return connectionOf(wanted, found, toNode, () => this.notifications.count(scope, userId, filter));
  }

  /** Those behind `after`, or from now on, for as long as somebody watches. None is missed: the table has them all. */
  async *follow(scope: Scope, userId: UserId, after: NotificationId | undefined): AsyncGenerator<Notification> {
    await this.assertVisible(scope, userId);
    const [newest] = after ? [] : await this.notifications.newest(scope, userId, false, 1);
    let last = after ?? newest?.id ?? beginning;
    const now = (): Promise<{ id: string }> => Promise.resolve({ id: last });
    for await (const _told of this.live.follow(notificationTopic, userId, { now })) {
      for (;;) {
        const found = await this.notifications.behind(scope, userId, last, page);
        for (const one of found) {
          yield one;
          last = one.id;
        }
        if (found.length < page) break;
      }
    }
  }

  /** Tells those whose time is over soon, once, on any number of replicas. @returns how many it told */
  noticeExpiring(): Promise<number> {
    return this.db.run(async () => {
      const now = this.clock.now();
      const users = await this.notifications.lockExpiring(now, new Date(now.getTime() + soonMs), chunk);
      await this.record(
        users.map(({ id, tenant_id, expires_at }) => ({
          userId: id,
          tenantId: tenant_id,
          kind: 'expires_soon',
          facts: { expiresAt: expires_at.toISOString() },
        })),
      );
      return users.length;
    });
  }

  forgetOld(): Promise<void> {
    return this.notifications.removeBefore(new Date(this.clock.now().getTime() - keptMs));
  }

  private async assertVisible(scope: Scope, userId: UserId): Promise<void> {
    const [user] = await this.users.findMany(scope, [userId]);
    if (!user) throw new NotFound('user_not_found');
  }
}
