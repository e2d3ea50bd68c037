import { Args, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { InvalidInput, parseId, Permission } from '@vortex/kit';
import type {
  MutationMarkNotificationsReadArgs,
  Notification as NotificationNode,
  NotificationKind as KindNode,
  QueryUserNotificationsArgs,
  QueryUserNotificationsConnectionArgs,
  SubscriptionNotificationsArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import type { Notification } from './notification';
import { parseNotificationFilter } from './notification-filter.graphql';
import { notificationsSortedBy } from './notification-list';
import { NotificationReading } from './notification-reading.service';
import { NotificationService } from './notification.service';

const mostIds = 100;

@Resolver()
export class NotificationResolver {
  constructor(
    private readonly notifications: NotificationService,
    private readonly reading: NotificationReading,
  ) {}

  @Query()
  @Permission('core.user.read')
  async userNotifications(@Args() { userId, unreadOnly }: QueryUserNotificationsArgs): Promise<NotificationNode[]> {
    const id = parseId<'user'>(userId, 'userId');
    return (await this.notifications.newest(callerScope(), id, unreadOnly ?? false)).map(toNode);
  }

  @Query('userNotificationsConnection')
  @Permission('core.user.read')
  async page(
    @Args() { userId, filter, sort, page }: QueryUserNotificationsConnectionArgs,
  ): Promise<Connection<NotificationNode>> {
    const id = parseId<'user'>(userId, 'userId');
    const wanted = pageOf(page, notificationsSortedBy(parseSorts(sort)));
    return this.notifications.page(callerScope(), id, parseNotificationFilter(filter), wanted, toNode);
  }

  @Mutation()
  @Permission('core.user.read')
  markNotificationsRead(@Args() { userId, ids }: MutationMarkNotificationsReadArgs): Promise<number> {
    if (ids.length > mostIds) {
      const message = `At most ${mostIds} at once.`;
      throw new InvalidInput([{ path: 'ids', code: 'too_many', message }]);
    }
    const parsed = ids.map((id, n) => parseId<'notification'>(id, `ids[${n}]`));
    return this.reading.markRead(callerScope(), parseId<'user'>(userId, 'userId'), parsed);
  }

  @Subscription('notifications')
  @Permission('core.user.read')
  async *follow(
    @Args() { userId, after }: SubscriptionNotificationsArgs,
  ): AsyncGenerator<{ notifications: NotificationNode }> {
    const id = parseId<'user'>(userId, 'userId');
    const behind = after ? parseId<'notification'>(after, 'after') : undefined;
    for await (const one of this.notifications.follow(callerScope(), id, behind)) yield { notifications: toNode(one) };
  }
}

function toNode({ id, userId, kind, createdAt, readAt }: Notification): NotificationNode {
  return { id, cursor: id, userId, kind: kind.toUpperCase() as KindNode, createdAt, readAt };
}

@Resolver('NotificationConnection')
export class NotificationConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<NotificationNode>): Promise<number> {
    return connection.count();
  }
}
