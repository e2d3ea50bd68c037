import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { parseId, Permission } from '@vortex/kit';
import type { SubscriptionUserTrafficArgs, TrafficUpdate } from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import type { UserId } from '../users/user';
import { UserService } from '../users/user.service';
import { LiveFeed } from './live-feed.service';
import { trafficOf, type UserTraffic, userTrafficTopic } from './user-traffic';

@Resolver()
export class UserTrafficResolver {
  constructor(
    private readonly users: UserService,
    private readonly live: LiveFeed,
  ) {}

  @Subscription()
  @Permission('core.user.read')
  async *userTraffic(
    @Args() { userId, after }: SubscriptionUserTrafficArgs,
  ): AsyncGenerator<{ userTraffic: TrafficUpdate }> {
    const id = parseId<'user'>(userId, 'userId');
    const current = (): Promise<UserTraffic> => this.current(id);
    await current(); // also who comes back with a cursor may only watch what is its own
    for await (const { cursor, value } of this.live.follow(userTrafficTopic, id, { after, now: current })) {
      yield { userTraffic: { ...value, cursor } };
    }
  }

  private async current(id: UserId): Promise<UserTraffic> {
    return trafficOf(await this.users.find(callerScope(), id));
  }
}
