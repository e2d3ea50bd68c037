import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { NodesServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, parseId, Permission, type RpcClient } from '@vortex/kit';
import type {
  EnrolmentToken,
  MutationCreateEnrolmentTokenArgs,
  MutationRevokeMachineArgs,
  MutationWriteOffMachineArgs,
} from '../generated/schema';
import { required } from '../graphql/required';
import { Installation } from '../installation/installation.service';

@Resolver()
export class EnrolmentResolver {
  constructor(
    @InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>,
    private readonly installation: Installation,
  ) {}

  @Mutation('createEnrolmentToken')
  @Permission('nodes.node.enrol')
  async createToken(@Args() { serverId }: MutationCreateEnrolmentTokenArgs): Promise<EnrolmentToken> {
    const made = await this.nodes.createEnrolmentToken({ serverId: parseId(serverId, 'serverId') });
    const { token, address } = made;
    const expiresAt = required(made.expiresAt, 'EnrolmentToken.expiresAt');
    const installCommand = (await this.installation.command(token, address)) ?? null;
    return { token, address, expiresAt, installCommand, command: `vortex-agent enrol ${address} ${token}` };
  }

  @Mutation('revokeMachine')
  @Permission('nodes.node.enrol')
  async revoke(@Args() { serverId }: MutationRevokeMachineArgs): Promise<boolean> {
    await this.nodes.revokeNode({ serverId: parseId(serverId, 'serverId') });
    return true;
  }

  @Mutation('writeOffMachine')
  @Permission('nodes.node.enrol')
  async writeOff(@Args() { serverId }: MutationWriteOffMachineArgs): Promise<boolean> {
    await this.nodes.writeOffNode({ serverId: parseId(serverId, 'serverId') });
    return true;
  }
}
