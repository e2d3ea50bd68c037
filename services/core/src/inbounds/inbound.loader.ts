import { Injectable } from '@nestjs/common';
import { InboundsServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import { type InboundRow, toInbound } from './inbound.wire';

@Injectable()
export class InboundLoader extends Loader<string, InboundRow> {
  constructor(@InjectRpc(InboundsServiceService) private readonly inbounds: RpcClient<typeof InboundsServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, InboundRow>> {
    const { inbounds } = await this.inbounds.batchGetInbounds({ ids: [...ids] });
    return new Map(inbounds.map((inbound) => [inbound.id, toInbound(inbound)]));
  }
}

@Injectable()
export class InboundsOfServerLoader extends Loader<string, readonly InboundRow[]> {
  constructor(@InjectRpc(InboundsServiceService) private readonly inbounds: RpcClient<typeof InboundsServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, readonly InboundRow[]>> {
    const { inbounds } = await this.inbounds.batchListInboundsOfServers({ serverIds: [...serverIds] });
    const found = new Map<string, InboundRow[]>();
    for (const inbound of inbounds.map(toInbound)) {
      const known = found.get(inbound.serverId);
      if (known) known.push(inbound);
      else found.set(inbound.serverId, [inbound]);
    }
    return found;
  }
}
