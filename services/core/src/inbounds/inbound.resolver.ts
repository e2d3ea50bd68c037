import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InboundsServiceService } from '@vortex/contracts/nodes';
import {
  anonymous,
  authorize,
  currentCall,
  type GraphqlContext,
  InjectRpc,
  parseId,
  parseInput,
  Permission,
  type RpcClient,
} from '@vortex/kit';
import { z } from 'zod';
import { listConnection, toListSort } from '../administrators/list-connection';
import type {
  MutationCreateInboundArgs,
  MutationDeleteInboundArgs,
  MutationUpdateInboundArgs,
  QueryInboundArgs,
  QueryInboundsArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import type { Group } from '../groups/group';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import type { ServerRow } from '../servers/server.wire';
import { ServerLoader } from '../servers/server.loader';
import { InboundGroupsLoader } from './inbound-groups.loader';
import { createRequest, type InboundRow, toInbound, updateRequest, wireFilter } from './inbound.wire';
import { InboundLoader } from './inbound.loader';
import { count } from './wire-numbers';

const idOf = (text: string): string => parseId<'inbound'>(text, 'id');
/** What protobuf could not even carry is refused here; the rest is for nodes to judge. */
const numbers = z.object({ port: count, lastPort: count, expectedRevision: count });

@Resolver('Inbound')
export class InboundResolver {
  constructor(
    @InjectRpc(InboundsServiceService) private readonly inbounds: RpcClient<typeof InboundsServiceService>,
    private readonly loaders: Loaders,
  ) {}

  @Query('inbounds')
  @Permission('nodes.inbound.read')
  list(@Args() { filter, sort, page }: QueryInboundsArgs): Promise<Connection<InboundRow>> {
    const wanted = { filter: wireFilter(filter), sort: toListSort(sort) };
    return listConnection(
      page,
      async (part) => {
        const found = await this.inbounds.listInbounds({ ...wanted, page: part });
        return { items: found.inbounds, info: found.page };
      },
      toInbound,
    );
  }

  @Query('inbound')
  @Permission('nodes.inbound.read')
  async one(@Args() { id }: QueryInboundArgs, @Context() context: GraphqlContext): Promise<InboundRow | null> {
    return (await this.loaders.of(context, InboundLoader).load(idOf(id))) ?? null;
  }

  @Mutation('createInbound')
  @Permission('nodes.inbound.write')
  async create(@Args() { input }: MutationCreateInboundArgs): Promise<InboundRow> {
    parseInput(numbers, input, 'input');
    return toInbound(await atInput(this.inbounds.createInbound(createRequest(input))));
  }

  @Mutation('updateInbound')
  @Permission('nodes.inbound.write')
  async update(@Args() { id, input }: MutationUpdateInboundArgs): Promise<InboundRow> {
    parseInput(numbers, input, 'input');
    return toInbound(await atInput(this.inbounds.updateInbound(updateRequest(idOf(id), input))));
  }

  @Mutation('deleteInbound')
  @Permission('nodes.inbound.write')
  async delete(@Args() { id, reason }: MutationDeleteInboundArgs): Promise<boolean> {
    await this.inbounds.deleteInbound({ id: idOf(id), reason: reason ?? undefined });
    return true;
  }

  @ResolveField('server')
  async server(@Parent() { serverId }: InboundRow, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    return (await this.loaders.of(context, ServerLoader).load(serverId)) ?? null;
  }

  @ResolveField('groups')
  async groups(@Parent() { id }: InboundRow, @Context() context: GraphqlContext): Promise<readonly Group[]> {
    authorize('core.group.read', currentCall()?.caller ?? anonymous);
    return (await this.loaders.of(context, InboundGroupsLoader).load(id)) ?? [];
  }
}

@Resolver('InboundConnection')
export class InboundConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<InboundRow>): Promise<number> {
    return connection.count();
  }
}
