import { Injectable } from '@nestjs/common';
import {
  type BatchGetClientViewsRequest,
  type BatchGetInboundsRequest,
  type BatchListInboundsOfServersRequest,
  type ClientViewList,
  type CreateInboundRequest,
  type DeleteInboundRequest,
  type DeleteInboundResponse,
  type GetInboundRequest,
  type Inbound as InboundMessage,
  type InboundList,
  type InboundPage,
  InboundsServiceService,
  type ListInboundsRequest,
  type UpdateInboundRequest,
} from '@vortex/contracts/nodes';
import { holds, Rpc, type RpcCall } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { expectMayShare } from '../access/sharing';
import { owns } from '../access/visibility';
import { InboundEdits } from '../configurations/inbound-edit.service';
import { reasonFrom } from '../configurations/reason';
import { serverId } from '../servers/server';
import { clientView } from './client-view';
import { type Inbound, inboundId } from './inbound';
import { inboundChangeFrom, inboundFilterFrom, newInboundFrom } from './inbound-input';
import { toMessage } from './inbound-message';
import { inboundOrder } from './inbound-sort';
import { InboundService } from './inbound.service';

@Injectable()
export class InboundRpc {
  constructor(
    private readonly inbounds: InboundService,
    private readonly edits: InboundEdits,
  ) {}

  @Rpc(InboundsServiceService.createInbound)
  async createInbound(request: CreateInboundRequest, call: RpcCall): Promise<InboundMessage> {
    expectMayShare(call.caller, request.shared);
    const given = newInboundFrom(request);
    const at = serverId(request.serverId, 'serverId');
    return shown(await this.edits.create(call.scope(), at, given, reasonFrom(request.reason)), call);
  }

  @Rpc(InboundsServiceService.updateInbound)
  async updateInbound(request: UpdateInboundRequest, call: RpcCall): Promise<InboundMessage> {
    expectMayShare(call.caller, request.shared);
    const { id, expectedRevision } = request;
    const change = inboundChangeFrom(request);
    const reason = reasonFrom(request.reason);
    return shown(await this.edits.update(call.scope(), inboundId(id), change, expectedRevision, reason), call);
  }

  @Rpc(InboundsServiceService.deleteInbound)
  async deleteInbound({ id, reason }: DeleteInboundRequest, call: RpcCall): Promise<DeleteInboundResponse> {
    await this.edits.delete(call.scope(), inboundId(id), reasonFrom(reason));
    return {};
  }

  @Rpc(InboundsServiceService.getInbound)
  async getInbound({ id }: GetInboundRequest, call: RpcCall): Promise<InboundMessage> {
    return shown(await this.inbounds.find(call.scope(), inboundId(id)), call);
  }

  @Rpc(InboundsServiceService.batchGetInbounds)
  async batchGetInbounds({ ids }: BatchGetInboundsRequest, call: RpcCall): Promise<InboundList> {
    return listed(await this.inbounds.findMany(call.scope(), idsFrom(ids, 'ids')), call);
  }

  @Rpc(InboundsServiceService.batchListInboundsOfServers)
  async batchListInboundsOfServers(
    { serverIds }: BatchListInboundsOfServersRequest,
    call: RpcCall,
  ): Promise<InboundList> {
    return listed(await this.inbounds.onServers(call.scope(), idsFrom(serverIds, 'serverIds')), call);
  }

  @Rpc(InboundsServiceService.batchGetClientViews)
  async batchGetClientViews({ ids }: BatchGetClientViewsRequest): Promise<ClientViewList> {
    const inbounds = await this.inbounds.findMany({ platform: true }, idsFrom(ids, 'ids'));
    const views = inbounds.map((inbound) => ({
      inboundId: inbound.id,
      revision: inbound.revision,
      settingsJson: JSON.stringify(clientView(inbound)),
    }));
    return { views };
  }

  @Rpc(InboundsServiceService.listInbounds)
  async listInbounds(request: ListInboundsRequest, call: RpcCall): Promise<InboundPage> {
    const sort = inboundOrder.terms(request.sort);
    const page = inboundOrder.page(request.page, sort);
    const wanted = {
      filter: inboundFilterFrom(request.filter),
      sort,
      page,
      withTotal: request.page?.withTotal ?? false,
    };
    const { rows, info } = await this.inbounds.list(call.scope(), wanted);
    return { ...listed(rows, call), page: info };
  }
}

function listed(inbounds: readonly Inbound[], call: RpcCall): InboundList {
  return { inbounds: inbounds.map((inbound) => shown(inbound, call)) };
}

/** With its secrets for who may write it: the permission, and its being the caller's own. */
function shown(inbound: Inbound, call: RpcCall): InboundMessage {
  const { caller } = call;
  const mayWrite =
    caller.kind === 'account' &&
    holds(caller.permissions, 'nodes.inbound.write') &&
    owns(call.scope(), inbound.tenantId);
  return toMessage(inbound, mayWrite);
}
