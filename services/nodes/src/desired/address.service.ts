import { Injectable } from '@nestjs/common';
import type { Inbound } from '../inbounds/inbound';
import { AddressRepository } from './address.repository';
import { addressesAt, type Pools, roomOf } from './tunnel-address';

type Tunnel = Pick<Inbound, 'id' | 'protocol' | 'settings'>;

export interface DeviceAddresses {
  readonly inboundId: string;
  readonly deviceId: string;
  readonly addresses: readonly string[];
  /** Counted from the first address of each pool. */
  readonly number: bigint;
}

/** The addresses devices have inside WireGuard's tunnels. */
@Injectable()
export class AddressService {
  constructor(private readonly addresses: AddressRepository) {}

  /** Of each device on each of the inbounds that are WireGuard's; assigned now where there was none. */
  async assigned(inbounds: readonly Tunnel[], deviceIds: readonly string[]): Promise<DeviceAddresses[]> {
    const tunnels = new Map(inbounds.filter(({ protocol }) => protocol === 'wireguard').map((one) => [one.id, one]));
    if (tunnels.size === 0 || deviceIds.length === 0) return [];
    const ids = [...tunnels.keys()];
    let rows = await this.addresses.find(ids, deviceIds);
    if (rows.length < ids.length * deviceIds.length) {
      for (const { id, settings } of tunnels.values())
        await this.addresses.assign(id, deviceIds, roomOf(poolsOf(settings)));
      rows = await this.addresses.find(ids, deviceIds);
    }
    return rows.map(({ inboundId, deviceId, number }) => {
      const settings = tunnels.get(inboundId as Inbound['id'])?.settings ?? {};
      return { inboundId, deviceId, number, addresses: addressesAt(poolsOf(settings), number) };
    });
  }
}

function poolsOf(settings: Inbound['settings']): Pools {
  return settings['addressPools'] ?? {};
}
