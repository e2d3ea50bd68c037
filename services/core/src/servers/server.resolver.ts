import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ServersServiceService } from '@vortex/contracts/nodes';
import { type GraphqlContext, InjectRpc, parseId, parseInput, Permission, type RpcClient } from '@vortex/kit';
import { z } from 'zod';
import type {
  MutationCreateServerArgs,
  MutationDeleteServerArgs,
  MutationDrainServerArgs,
  MutationUpdateServerArgs,
  QueryServerArgs,
  QueryServersArgs,
  QueryServersConnectionArgs,
  ServerFilter,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import type { InboundRow } from '../inbounds/inbound.wire';
import { InboundsOfServerLoader } from '../inbounds/inbound.loader';
import { count } from '../inbounds/wire-numbers';
import { bytes } from '../input/values';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { shortListConnection, sortedRows } from '../paging/short-list';
import { parseSorts } from '../paging/sort-input';
import { serverTerms } from './server-sort.graphql';
import { createRequest, type ServerRow, toServer, updateRequest, wireFilter } from './server.wire';
import { ServerLoader } from './server.loader';

const idOf = (text: string): string => parseId<'server'>(text, 'id');
const mostOfPage = 1_000;
/** What protobuf could not even carry is refused here; the rest is for nodes to judge. */
const numbers = z.object({
  coefficientMilli: count,
  expectedRevision: count,
  capacity: z.object({ users: count, megabitsPerSecond: count }).nullish(),
  trafficQuota: z
    .object({
      limitBytes: bytes.nullish(),
      reset: z.object({ dayOfMonth: count }).nullish(),
      warningPercent: count,
    })
    .nullish(),
  failover: z.object({ rank: count }).nullish(),
});

@Resolver('Server')
export class ServerResolver {
  constructor(
    @InjectRpc(ServersServiceService) private readonly servers: RpcClient<typeof ServersServiceService>,
    private readonly loaders: Loaders,
  ) {}

  @Query('servers')
  @Permission('nodes.server.read')
  async list(@Args() { filter, sort }: QueryServersArgs): Promise<ServerRow[]> {
    const terms = serverTerms(parseSorts(sort));
    return sortedRows(await this.found(filter), terms);
  }

  @Query('serversConnection')
  @Permission('nodes.server.read')
  async page(@Args() { filter, sort, page }: QueryServersConnectionArgs): Promise<Connection<ServerRow>> {
    const wanted = pageOf(page, serverTerms(parseSorts(sort)));
    return shortListConnection(await this.found(filter), wanted);
  }

  @Query('server')
  @Permission('nodes.server.read')
  async one(@Args() { id }: QueryServerArgs, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    return (await this.loaders.of(context, ServerLoader).load(idOf(id))) ?? null;
  }

  @Mutation('createServer')
  @Permission('nodes.server.write')
  async create(@Args() { input }: MutationCreateServerArgs): Promise<ServerRow> {
    parseInput(numbers, input, 'input');
    return toServer(await atInput(this.servers.createServer(createRequest(input))));
  }

  @Mutation('updateServer')
  @Permission('nodes.server.write')
  async update(@Args() { id, input }: MutationUpdateServerArgs): Promise<ServerRow> {
    parseInput(numbers, input, 'input');
    return toServer(await atInput(this.servers.updateServer(updateRequest(idOf(id), input))));
  }

  @Mutation('drainServer')
  @Permission('nodes.server.write')
  async drain(@Args() { id }: MutationDrainServerArgs): Promise<ServerRow> {
    return toServer(await this.servers.drainServer({ id: idOf(id) }));
  }

  @Mutation('deleteServer')
  @Permission('nodes.server.write')
  async delete(@Args() { id }: MutationDeleteServerArgs): Promise<boolean> {
    await this.servers.deleteServer({ id: idOf(id) });
    return true;
  }

  @ResolveField('inbounds')
  async inbounds(@Parent() { id }: ServerRow, @Context() context: GraphqlContext): Promise<readonly InboundRow[]> {
    return (await this.loaders.of(context, InboundsOfServerLoader).load(id)) ?? [];
  }

  /** All of them: a tenant has as many servers as somebody pays for. */
  private async found(given: ServerFilter | null | undefined): Promise<ServerRow[]> {
    const filter = wireFilter(given);
    const found: ServerRow[] = [];
    for (let after = ''; ;) {
      const { servers, pageInfo } = await this.servers.listServers({ filter, page: { limit: mostOfPage, after } });
      found.push(...servers.map(toServer));
      if (!pageInfo?.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  }
}

@Resolver('ServerConnection')
export class ServerConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<ServerRow>): Promise<number> {
    return connection.count();
  }
}
