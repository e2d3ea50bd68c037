import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Node } from '@vortex/contracts/nodes';
import type { GraphqlContext } from '@vortex/kit';
import type { Machine } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import type { ServerRow } from '../servers/server.wire';
import { MachineLoader } from './machine.loader';

@Resolver('Server')
export class MachineResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('machine')
  async machine(@Parent() { id }: ServerRow, @Context() context: GraphqlContext): Promise<Machine | null> {
    const node = await this.loaders.of(context, MachineLoader).load(id);
    return node ? toMachine(node) : null;
  }
}

function toMachine(node: Node): Machine {
  const { serverId, connected, agentVersion, engineVersion, engineHealthy, problem } = node;
  return {
    ...{ serverId, connected, agentVersion, engineVersion, engineHealthy, problem },
    seenAt: node.seenAt ?? null,
    users: Number(node.users),
    sessions: Number(node.sessions),
    configurationApplied: node.wantedConfigHash !== '' && node.wantedConfigHash === node.appliedConfigHash,
    clockSkewMs: Number(node.clockSkewMs),
    certificateExpiresAt: node.certificateExpiresAt ?? null,
    load: node.loadOneMinute,
    memoryBytes: node.memoryBytes,
    memoryFreeBytes: node.memoryFreeBytes,
  };
}
