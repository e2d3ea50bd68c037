import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { parseId, parseInput, Permission } from '@vortex/kit';
import type { GraphQLResolveInfo } from 'graphql';
import { DeviceService } from '../devices/device.service';
import type {
  MutationCreateUserArgs,
  MutationDeleteUserArgs,
  MutationDisableUserArgs,
  MutationEnableUserArgs,
  MutationHoldUserArgs,
  MutationResetUserUsageArgs,
  MutationRotateCredentialsArgs,
  MutationRotateSubscriptionLinkArgs,
  MutationStartUserArgs,
  MutationUpdateUserArgs,
  QueryUserArgs,
  QueryUsersArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import type { ListedUser } from './listed-user';
import { SubscriptionLinkService } from './subscription-link.service';
import type { User, UserId } from './user';
import { parseFilter } from './user-filter-input';
import { holdInput, parseDraft, parsePatch } from './user-input';
import { UserList } from './user-list.service';
import { UserRegistry } from './user-registry.service';
import { userSelectionOf } from './user-selection.graphql';
import { sortedBy } from './user-sort';
import { UserService } from './user.service';

const idOf = (text: string): UserId => parseId<'user'>(text, 'id');

@Resolver()
export class UserResolver {
  constructor(
    private readonly list: UserList,
    private readonly registry: UserRegistry,
    private readonly users: UserService,
    private readonly links: SubscriptionLinkService,
    private readonly devices: DeviceService,
  ) {}

  @Query('users')
  @Permission('core.user.read')
  page(
    @Args() { filter, sort, page }: QueryUsersArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ListedUser>> {
    const wanted = pageOf(page, sortedBy(parseSorts(sort)));
    return this.list.page(callerScope(), parseFilter(filter), wanted, userSelectionOf(info));
  }

  @Query('user')
  @Permission('core.user.read')
  async user(@Args() { id }: QueryUserArgs): Promise<User | null> {
    return (await this.list.find(callerScope(), idOf(id))) ?? null;
  }

  @Mutation('createUser')
  @Permission('core.user.create')
  create(@Args() { input }: MutationCreateUserArgs): Promise<User> {
    return this.registry.create(callerScope(), parseDraft(input));
  }

  @Mutation('updateUser')
  @Permission('core.user.update')
  update(@Args() { id, input }: MutationUpdateUserArgs): Promise<User> {
    return this.users.update(callerScope(), idOf(id), parsePatch(input));
  }

  @Mutation('deleteUser')
  @Permission('core.user.delete')
  async delete(@Args() { id }: MutationDeleteUserArgs): Promise<boolean> {
    await this.registry.delete(callerScope(), idOf(id));
    return true;
  }

  @Mutation('enableUser')
  @Permission('core.user.update')
  enable(@Args() { id }: MutationEnableUserArgs): Promise<User> {
    return this.users.setEnabled(callerScope(), idOf(id), true);
  }

  @Mutation('disableUser')
  @Permission('core.user.update')
  disable(@Args() { id }: MutationDisableUserArgs): Promise<User> {
    return this.users.setEnabled(callerScope(), idOf(id), false);
  }

  @Mutation('resetUserUsage')
  @Permission('core.user.update')
  resetUsage(@Args() { id }: MutationResetUserUsageArgs): Promise<User> {
    return this.users.resetUsage(callerScope(), idOf(id));
  }

  @Mutation('startUser')
  @Permission('core.user.update')
  start(@Args() { id }: MutationStartUserArgs): Promise<User> {
    return this.users.start(callerScope(), idOf(id));
  }

  @Mutation('holdUser')
  @Permission('core.user.update')
  hold(@Args() { id, input }: MutationHoldUserArgs): Promise<User> {
    return this.users.hold(callerScope(), idOf(id), parseInput(holdInput, input, 'input'));
  }

  @Mutation('rotateSubscriptionLink')
  @Permission('core.user.credentials')
  rotateLink(@Args() { id }: MutationRotateSubscriptionLinkArgs): Promise<User> {
    return this.links.rotate(callerScope(), idOf(id));
  }

  @Mutation('rotateCredentials')
  @Permission('core.user.credentials')
  rotateCredentials(@Args() { id, protocols }: MutationRotateCredentialsArgs): Promise<User> {
    return this.devices.rotateAll(callerScope(), idOf(id), protocols ?? undefined);
  }
}
