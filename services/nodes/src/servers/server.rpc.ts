import { Injectable } from '@nestjs/common';
import {
  type BatchGetServersRequest,
  type BatchGetServersResponse,
  type CreateServerRequest,
  type DeleteServerRequest,
  type DeleteServerResponse,
  type DrainServerRequest,
  type GetServerRequest,
  type ListServersRequest,
  type Server as ServerMessage,
  type ServerPage as ServerPageMessage,
  ServersServiceService,
  type UpdateServerRequest,
} from '@vortex/contracts/nodes';
import { accountOf, Rpc, type RpcCall } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { cursorOf, limitFrom, placeFrom } from '../access/place';
import { expectMayShare } from '../access/sharing';
import { nameKey, serverId } from './server';
import { newServerFrom, serverChangeFrom, serverFilterFrom } from './server-input';
import { toMessage } from './server-message';
import { ServerService } from './server.service';

@Injectable()
export class ServerRpc {
  constructor(private readonly servers: ServerService) {}

  @Rpc(ServersServiceService.createServer)
  async createServer(request: CreateServerRequest, call: RpcCall): Promise<ServerMessage> {
    expectMayShare(call.caller, request.shared);
    return toMessage(await this.servers.create(accountOf(call.caller).tenantId, newServerFrom(request)));
  }

  @Rpc(ServersServiceService.updateServer)
  async updateServer(request: UpdateServerRequest, call: RpcCall): Promise<ServerMessage> {
    expectMayShare(call.caller, request.shared);
    const change = serverChangeFrom(request);
    const { id, expectedRevision } = request;
    return toMessage(await this.servers.update(call.scope(), serverId(id), change, expectedRevision));
  }

  @Rpc(ServersServiceService.drainServer)
  async drainServer({ id }: DrainServerRequest, call: RpcCall): Promise<ServerMessage> {
    return toMessage(await this.servers.drain(call.scope(), serverId(id)));
  }

  @Rpc(ServersServiceService.deleteServer)
  async deleteServer({ id }: DeleteServerRequest, call: RpcCall): Promise<DeleteServerResponse> {
    await this.servers.delete(call.scope(), serverId(id));
    return {};
  }

  @Rpc(ServersServiceService.getServer)
  async getServer({ id }: GetServerRequest, call: RpcCall): Promise<ServerMessage> {
    return toMessage(await this.servers.find(call.scope(), serverId(id)));
  }

  @Rpc(ServersServiceService.batchGetServers)
  async batchGetServers({ ids }: BatchGetServersRequest, call: RpcCall): Promise<BatchGetServersResponse> {
    const servers = await this.servers.findMany(call.scope(), idsFrom(ids, 'ids'));
    return { servers: servers.map(toMessage) };
  }

  @Rpc(ServersServiceService.listServers)
  async listServers({ page, filter }: ListServersRequest, call: RpcCall): Promise<ServerPageMessage> {
    const limit = limitFrom(page?.limit ?? 0);
    const place = placeFrom(page?.after ?? '');
    const after = place && { nameKey: place.key, id: place.id };
    const { servers, hasNextPage } = await this.servers.list(call.scope(), serverFilterFrom(filter), limit, after);
    const last = servers.at(-1);
    const endCursor = last ? cursorOf({ key: nameKey(last.name), id: last.id }) : '';
    return { servers: servers.map(toMessage), pageInfo: { endCursor, hasNextPage } };
  }
}
