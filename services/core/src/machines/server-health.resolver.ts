import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '@vortex/kit';
import type { ServerHealth } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import type { ServerRow } from '../servers/server.wire';
import { ServerHealthLoader } from './server-health.loader';
import { toServerHealth } from './server-health.wire';

@Resolver('Server')
export class ServerHealthResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('health')
  async health(@Parent() { id }: ServerRow, @Context() context: GraphqlContext): Promise<ServerHealth | null> {
    const health = await this.loaders.of(context, ServerHealthLoader).load(id);
    return health ? toServerHealth(health) : null;
  }
}
