import { Injectable } from '@nestjs/common';
import { NodesServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import type { Device } from '../devices/device';
import type { TunnelAddresses } from '../generated/schema';
import { Loader } from '../loading/loader';
import { TunnelAddressesRepository } from './tunnel-addresses.repository';

@Injectable()
export class TunnelAddressesLoader extends Loader<Device, readonly TunnelAddresses[]> {
  constructor(
    private readonly inbounds: TunnelAddressesRepository,
    @InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>,
  ) {
    super();
  }

  override identify({ id }: Device): string {
    return id;
  }

  async loadAll(_scope: Scope, devices: readonly Device[]) {
    const inboundsOf = await this.inbounds.inboundsOf([...new Set(devices.map(({ userId }) => userId))]);
    const inboundIds = [...new Set([...inboundsOf.values()].flatMap((ids) => [...ids]))];
    const deviceIds = devices.map(({ id }) => id);
    const { items } =
      inboundIds.length > 0 ? await this.nodes.assignTunnelAddresses({ inboundIds, deviceIds }) : { items: [] };
    return new Map(
      devices.map((device) => {
        const given = inboundsOf.get(device.userId);
        const own = items.filter(({ deviceId, inboundId }) => deviceId === device.id && given?.has(inboundId));
        return [device, own.map(({ inboundId, addresses }) => ({ inboundId, addresses }))] as const;
      }),
    );
  }
}
