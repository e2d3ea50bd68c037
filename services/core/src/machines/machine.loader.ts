import { Injectable } from '@nestjs/common';
import { type Node, NodesServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';

@Injectable()
export class MachineLoader extends Loader<string, Node> {
  constructor(@InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, Node>> {
    const { nodes } = await this.nodes.batchGetNodes({ serverIds: [...serverIds] });
    return new Map(nodes.map((node) => [node.serverId, node]));
  }
}
