import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, parseId, parseInput, Permission } from '@vortex/kit';
import type {
  MutationCreateGroupArgs,
  MutationDeleteGroupArgs,
  MutationUpdateGroupArgs,
  QueryGroupArgs,
  QueryGroupsArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { line } from '../input/text';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import type { Group, GroupId } from './group';
import { parseGroup, parseGroupPatch } from './group-input';
import { groupsSortedBy } from './group-sort';
import { GroupUserCountLoader } from './group.loader';
import { GroupService } from './group.service';

const idOf = (text: string): GroupId => parseId<'group'>(text, 'id');
const searched = line({ min: 0, max: 200 });

@Resolver('Group')
export class GroupResolver {
  constructor(
    private readonly groups: GroupService,
    private readonly loaders: Loaders,
  ) {}

  @Query('groups')
  @Permission('core.group.read')
  page(@Args() { search, sort, page }: QueryGroupsArgs): Promise<Connection<Group>> {
    const wanted = pageOf(page, groupsSortedBy(parseSorts(sort)));
    return this.groups.page(callerScope(), parseInput(searched, search ?? '', 'search'), wanted, (group) => group);
  }

  @Query('group')
  @Permission('core.group.read')
  async group(@Args() { id }: QueryGroupArgs): Promise<Group | null> {
    return (await this.groups.find(callerScope(), idOf(id))) ?? null;
  }

  @Mutation('createGroup')
  @Permission('core.group.write')
  create(@Args() { input }: MutationCreateGroupArgs): Promise<Group> {
    return this.groups.create(callerScope(), parseGroup(input));
  }

  @Mutation('updateGroup')
  @Permission('core.group.write')
  update(@Args() { id, input }: MutationUpdateGroupArgs): Promise<Group> {
    return this.groups.update(callerScope(), idOf(id), parseGroupPatch(input));
  }

  @Mutation('deleteGroup')
  @Permission('core.group.write')
  async delete(@Args() { id }: MutationDeleteGroupArgs): Promise<boolean> {
    await this.groups.delete(callerScope(), idOf(id));
    return true;
  }

  @ResolveField('userCount')
  async userCount(@Parent() { id }: Group, @Context() context: GraphqlContext): Promise<number> {
    return (await this.loaders.of(context, GroupUserCountLoader).load(id)) ?? 0;
  }

  @ResolveField('revision')
  revision(@Parent() { revision }: Group): number {
    return Number(revision);
  }
}

@Resolver('GroupConnection')
export class GroupConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() { count }: Connection<Group>): Promise<number> {
    return count();
  }
}
