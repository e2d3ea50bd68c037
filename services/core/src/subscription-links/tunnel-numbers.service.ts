import { Inject, Injectable } from '@nestjs/common';
import { NodesServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, LOG, type Log, type RpcClient } from '@vortex/kit';
import { LinkStateRepository } from './link-state.repository';

const timeoutMs = 1_500;
const pauseAfterFailureMs = 5_000;

/** Asks nodes once which address a device has in a tunnel; from then on core knows it by itself. */
@Injectable()
export class TunnelNumbers {
  private notBefore = 0;

  constructor(
    @InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>,
    private readonly states: LinkStateRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Whether anything new is known now. While nodes is away lists do not wait for it, and show what else there is. */
  async learn(inboundIds: readonly string[], deviceIds: readonly string[]): Promise<boolean> {
    if (performance.now() < this.notBefore) return false;
    try {
      const request = { inboundIds: inboundIds.slice(0, 100), deviceIds: [...deviceIds] };
      const { items } = await this.nodes.assignTunnelAddresses(request, { as: 'itself', timeoutMs });
      if (items.length > 0) await this.states.storeTunnelNumbers(items);
      return items.length > 0;
    } catch (err) {
      this.notBefore = performance.now() + pauseAfterFailureMs;
      this.log.warn({ err }, 'nodes could not be asked for addresses within tunnels');
      return false;
    }
  }
}
