import type { CredentialKind, DeviceCredentials } from '@vortex/contracts/core';
import type { InboundAccess, TunnelUser, UserLimits } from '@vortex/contracts/tunnel';
import type { Inbound } from '../inbounds/inbound';
import type { KnownUser } from '../people/known-user';

type Served = Pick<Inbound, 'id' | 'protocol' | 'settings'>;

/** What a server may let through of a user's bytes, and let in of its addresses and devices. Absent where none is limited. */
export type Leased = Pick<UserLimits, 'lease' | 'addressSlots' | 'deviceSlots'>;

/** The addresses of a device within the tunnel of an inbound. */
export type AddressesOf = (inboundId: string, deviceId: string) => readonly string[];

/** What users of an inbound prove themselves with. */
export function credentialKindOf({ protocol, settings }: Omit<Served, 'id'>): CredentialKind {
  switch (protocol) {
    case 'vless':
      return 'CREDENTIAL_KIND_VLESS';
    case 'vmess':
      return 'CREDENTIAL_KIND_VMESS';
    case 'trojan':
      return 'CREDENTIAL_KIND_TROJAN';
    case 'shadowsocks':
      return 'CREDENTIAL_KIND_SHADOWSOCKS';
    case 'shadowsocks-2022':
      return settings['method'] === '2022-blake3-aes-128-gcm'
        ? 'CREDENTIAL_KIND_SHADOWSOCKS_2022_128'
        : 'CREDENTIAL_KIND_SHADOWSOCKS_2022_256';
    case 'hysteria2':
      return 'CREDENTIAL_KIND_HYSTERIA2';
    case 'wireguard':
      return 'CREDENTIAL_KIND_WIREGUARD';
    case 'http':
      return 'CREDENTIAL_KIND_HTTP';
    case 'socks':
      return 'CREDENTIAL_KIND_SOCKS';
  }
}

/**
 * A user as the engine of one node takes it.
 *
 * @param inbounds of the node that the user's groups give it
 */
export function tunnelUser(
  user: KnownUser,
  devices: readonly DeviceCredentials[],
  inbounds: readonly Served[],
  addressesOf: AddressesOf,
  leased: Leased,
): TunnelUser {
  const bytesPerSecond = (bits: bigint): bigint => (bits > 0n && bits < 8n ? 1n : bits / 8n);
  return {
    id: user.id,
    exit: '',
    limits: {
      expiresAt: user.expiresAt ?? undefined,
      ...leased,
      uplinkBytesPerSecond: bytesPerSecond(user.uplinkBps),
      downlinkBytesPerSecond: bytesPerSecond(user.downlinkBps),
      mostAddresses: user.mostAddresses,
      mostDevices: user.mostDevices,
    },
    devices: devices
      .map((device) => ({ id: device.deviceId, access: accessOf(device, inbounds, addressesOf) }))
      .filter(({ access }) => access.length > 0),
  };
}

function accessOf(device: DeviceCredentials, inbounds: readonly Served[], addressesOf: AddressesOf): InboundAccess[] {
  return inbounds.flatMap((inbound) => {
    const { id, protocol } = inbound;
    if (device.wireguardOnly && protocol !== 'wireguard') return [];
    const kind = credentialKindOf(inbound);
    const credential = device.credentials.find((one) => one.kind === kind);
    if (!credential) return [];
    const tunnelAddresses = protocol === 'wireguard' ? [...addressesOf(id, device.deviceId)] : [];
    if (protocol === 'wireguard' && tunnelAddresses.length === 0) return []; // the pools are exhausted
    const { secret, presharedKey } = credential;
    return [{ inboundTag: id, secret, tunnelAddresses, presharedKey }];
  });
}
