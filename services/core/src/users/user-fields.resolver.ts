import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, type GraphqlContext } from '@vortex/kit';
import type { KnownAccount } from '../accounts/account';
import type { Device } from '../devices/device';
import { UserDevicesLoader } from '../devices/device.loader';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import type { SubscriptionLink } from './subscription-link';
import type { User } from './user';
import { UserNotFound } from './user.errors';
import { KnownAccountLoader, UserLinkLoader } from './user.loader';

/** What hangs on a user, loaded for all users of a list at once. */
@Resolver('User')
export class UserFieldsResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('devices')
  async devices(@Parent() { id }: User, @Context() context: GraphqlContext): Promise<readonly Device[]> {
    return (await this.loaders.of(context, UserDevicesLoader).load(id)) ?? [];
  }

  @ResolveField('account')
  async account(@Parent() { accountId }: User, @Context() context: GraphqlContext): Promise<KnownAccount | null> {
    if (accountId === null) return null;
    return (await this.loaders.of(context, KnownAccountLoader).load(accountId)) ?? null;
  }

  @ResolveField('subscriptionLink')
  async subscriptionLink(@Parent() { id }: User, @Context() context: GraphqlContext): Promise<SubscriptionLink> {
    authorize('core.user.credentials', context.call?.caller ?? anonymous);
    const link = await this.loaders.of(context, UserLinkLoader).load(id);
    if (!link) throw new UserNotFound(id);
    return link;
  }
}

@Resolver('UserConnection')
export class UserConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() { count }: Connection<User>): Promise<number> {
    return count();
  }
}
