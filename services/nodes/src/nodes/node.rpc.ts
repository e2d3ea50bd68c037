import { Injectable } from '@nestjs/common';
import {
  type AssignTunnelAddressesRequest,
  type BatchGetNodesRequest,
  type CheckEnrolmentTokenRequest,
  type CheckEnrolmentTokenResponse,
  type CreateEnrolmentTokenRequest,
  type EnrolmentToken,
  type NodeList,
  NodesServiceService,
  type RevokeNodeRequest,
  type RevokeNodeResponse,
  type TunnelAddressList,
  type WriteOffNodeRequest,
  type WriteOffNodeResponse,
} from '@vortex/contracts/nodes';
import { Rpc, type RpcCall } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { AgentListener } from '../agents/agent-listener.service';
import { NodeWake } from '../agents/node-wake.service';
import { AddressService } from '../desired/address.service';
import { EnrolmentService } from '../identity/enrolment.service';
import { InboundService } from '../inbounds/inbound.service';
import { serverId } from '../servers/server';
import { NodeService } from './node.service';
import { WriteOff } from './write-off.service';

@Injectable()
export class NodeRpc {
  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly listener: AgentListener,
    private readonly nodes: NodeService,
    private readonly inbounds: InboundService,
    private readonly addresses: AddressService,
    private readonly wake: NodeWake,
    private readonly writeOff: WriteOff,
  ) {}

  @Rpc(NodesServiceService.createEnrolmentToken)
  async createEnrolmentToken({ serverId: id }: CreateEnrolmentTokenRequest, call: RpcCall): Promise<EnrolmentToken> {
    const { token, expiresAt } = await this.enrolment.createToken(call.scope(), serverId(id, 'serverId'));
    return { token, expiresAt, address: this.listener.addresses[0] ?? '' };
  }

  @Rpc(NodesServiceService.checkEnrolmentToken)
  async checkEnrolmentToken({ token }: CheckEnrolmentTokenRequest): Promise<CheckEnrolmentTokenResponse> {
    return { known: await this.enrolment.knows(token) };
  }

  @Rpc(NodesServiceService.revokeNode)
  async revokeNode({ serverId: id }: RevokeNodeRequest, call: RpcCall): Promise<RevokeNodeResponse> {
    const revoked = await this.enrolment.revoke(call.scope(), serverId(id, 'serverId'));
    this.wake.afterCommit([id], 'revoked');
    return { revoked };
  }

  @Rpc(NodesServiceService.writeOffNode)
  async writeOffNode({ serverId: id }: WriteOffNodeRequest, call: RpcCall): Promise<WriteOffNodeResponse> {
    await this.writeOff.of(call.scope(), serverId(id, 'serverId'));
    return {};
  }

  @Rpc(NodesServiceService.batchGetNodes)
  async batchGetNodes({ serverIds }: BatchGetNodesRequest, call: RpcCall): Promise<NodeList> {
    return { nodes: await this.nodes.findMany(call.scope(), idsFrom(serverIds, 'serverIds')) };
  }

  @Rpc(NodesServiceService.assignTunnelAddresses)
  async assignTunnelAddresses(request: AssignTunnelAddressesRequest, call: RpcCall): Promise<TunnelAddressList> {
    const inbounds = await this.inbounds.findMany(call.scope(), idsFrom(request.inboundIds, 'inboundIds'));
    const assigned = await this.addresses.assigned(inbounds, idsFrom(request.deviceIds, 'deviceIds'));
    return { items: assigned.map(({ addresses, ...rest }) => ({ ...rest, addresses: [...addresses] })) };
  }
}
