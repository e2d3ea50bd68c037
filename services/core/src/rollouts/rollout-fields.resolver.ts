import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, currentCall, type GraphqlContext } from '@vortex/kit';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { ServerLoader } from '../servers/server.loader';
import type { ServerRow } from '../servers/server.wire';
import type { RolloutRow, RolloutServerRow } from './rollout.wire';

@Resolver('RolloutServer')
export class RolloutServerResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('server')
  async server(
    @Parent() { serverId }: RolloutServerRow,
    @Context() context: GraphqlContext,
  ): Promise<ServerRow | null> {
    authorize('nodes.server.read', currentCall()?.caller ?? anonymous);
    return (await this.loaders.of(context, ServerLoader).load(serverId)) ?? null;
  }
}

@Resolver('RolloutConnection')
export class RolloutConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<RolloutRow>): Promise<number> {
    return connection.count();
  }
}
