import { Args, Resolver, Subscription } from '@nestjs/graphql';
import { parseId, Permission } from '@vortex/kit';
import type { MachineUpdate, SubscriptionServerMachineArgs } from '../generated/schema';
import { MachineFeed } from './machine-feed.service';
import { toMachine } from './machine.wire';

@Resolver()
export class ServerMachineResolver {
  constructor(private readonly feed: MachineFeed) {}

  @Subscription()
  @Permission('nodes.server.read')
  async *serverMachine(@Args() args: SubscriptionServerMachineArgs): AsyncGenerator<{ serverMachine: MachineUpdate }> {
    const serverId = parseId<'server'>(args.serverId, 'serverId');
    for await (const node of this.feed.follow(serverId)) {
      yield { serverMachine: { serverId, machine: node ? toMachine(node) : null } };
    }
  }
}
