import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { StandingServiceService } from '@vortex/contracts/nodes';
import { type GraphqlContext, InjectRpc, parseInput, Permission, type RpcClient } from '@vortex/kit';
import { z } from 'zod';
import type { MutationUpdateFailoverGroupArgs } from '../generated/schema';
import { count } from '../inbounds/wire-numbers';
import { Loaders } from '../loading/loaders.service';
import { ServerLoader } from './server.loader';
import { type GroupRow, type MemberRow, toGroup } from './server-standing.wire';
import type { ServerRow } from './server.wire';

const numbers = z.object({ shownServers: count });

@Resolver('FailoverMember')
export class FailoverResolver {
  constructor(
    @InjectRpc(StandingServiceService) private readonly standing: RpcClient<typeof StandingServiceService>,
    private readonly loaders: Loaders,
  ) {}

  @Query('failoverGroups')
  @Permission('nodes.server.read')
  async list(): Promise<GroupRow[]> {
    const { groups } = await this.standing.listFailoverGroups({});
    return groups.map(toGroup);
  }

  @Mutation('updateFailoverGroup')
  @Permission('nodes.server.write')
  async update(@Args() args: MutationUpdateFailoverGroupArgs): Promise<GroupRow> {
    parseInput(numbers, args);
    return toGroup(await this.standing.updateFailoverGroup(args));
  }

  @ResolveField('server')
  async server(@Parent() { serverId }: MemberRow, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    return (await this.loaders.of(context, ServerLoader).load(serverId)) ?? null;
  }
}
