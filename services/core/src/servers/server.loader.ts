import { Injectable } from '@nestjs/common';
import { ServersServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import { type ServerRow, toServer } from './server.wire';

@Injectable()
export class ServerLoader extends Loader<string, ServerRow> {
  constructor(@InjectRpc(ServersServiceService) private readonly servers: RpcClient<typeof ServersServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, ServerRow>> {
    const { servers } = await this.servers.batchGetServers({ ids: [...ids] });
    return new Map(servers.map((server) => [server.id, toServer(server)]));
  }
}
