import { Injectable } from '@nestjs/common';
import { type Node, NodesServiceService, ServersServiceService } from '@vortex/contracts/nodes';
import { currentCall, InjectRpc, NotFound, type RpcClient } from '@vortex/kit';
import { setTimeout as pause } from 'node:timers/promises';

/** A machine tells of itself every ten seconds, and of being cut off at once. */
const lookMs = 3_000;

/** How a machine is, again and again for as long as somebody watches. */
@Injectable()
export class MachineFeed {
  constructor(
    @InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>,
    @InjectRpc(ServersServiceService) private readonly servers: RpcClient<typeof ServersServiceService>,
  ) {}

  /**
   * Each state that differs from the one before; undefined where no agent has ever connected. Ends when the server is gone.
   * Throws `server_not_found`.
   */
  async *follow(serverId: string): AsyncGenerator<Node | undefined> {
    const signal = currentCall()?.signal ?? new AbortController().signal;
    if (!(await this.exists(serverId))) throw new NotFound('server_not_found', { id: serverId });
    let last: string | undefined;
    while (!signal.aborted) {
      const [node] = (await this.nodes.batchGetNodes({ serverIds: [serverId] })).nodes;
      const now = node ? `${node.seenAt?.getTime()} ${node.connected}` : '';
      if (now !== last) yield node;
      last = now;
      await pause(lookMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted && !(await this.exists(serverId))) return;
    }
  }

  private async exists(serverId: string): Promise<boolean> {
    return (await this.servers.batchGetServers({ ids: [serverId] })).servers.length > 0;
  }
}
