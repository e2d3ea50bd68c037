import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { parseId, Permission } from '@vortex/kit';
import type { ServerStatus, SubscriptionServerStatusArgs } from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { ServerProjection } from './server-projection.service';

@Resolver()
export class ServerStatusResolver {
  constructor(private readonly servers: ServerProjection) {}

  @Subscription()
  @Permission('nodes.server.read')
  async *serverStatus(
    @Args() { serverId, after }: SubscriptionServerStatusArgs,
  ): AsyncGenerator<{ serverStatus: ServerStatus }> {
    const id = parseId<'server'>(serverId, 'serverId');
    for await (const { cursor, value } of this.servers.watch(callerScope(), id, after)) {
      const { name, state, revision } = value;
      yield { serverStatus: { serverId, name, state, revision: Number(revision), cursor } };
    }
  }
}
