import { Injectable } from '@nestjs/common';
import { HealthServiceService, type ServerHealth } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';

@Injectable()
export class ServerHealthLoader extends Loader<string, ServerHealth> {
  constructor(@InjectRpc(HealthServiceService) private readonly health: RpcClient<typeof HealthServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, ServerHealth>> {
    const { servers } = await this.health.batchGetHealth({ serverIds: [...serverIds] });
    return new Map(servers.map((server) => [server.serverId, server]));
  }
}
