import type { CredentialKind, DeviceCredentials } from '@vortex/contracts/core';
import type { InboundAccess, TunnelDevice, TunnelUser, UserLimits } from '@vortex/contracts/tunnel';
import type { Inbound } from '../inbounds/inbound';
import type { Terms } from '../people/known-user';

/** What users of the same terms have on one server. */
export interface Entitlement {
  /** But for what is leased to each. */
  readonly limits: UserLimits;
  readonly doors: readonly Door[];
}

/** An inbound of the node that the user's groups give it. */
interface Door {
  readonly tag: string;
  readonly kind: CredentialKind;
  readonly isTunnel: boolean;
}

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

export function entitlement(terms: Terms, inbounds: readonly Served[]): Entitlement {
  const bytesPerSecond = (bits: bigint): bigint => (bits > 0n && bits < 8n ? 1n : bits / 8n);
  return {
    limits: {
      expiresAt: terms.expiresAt ?? undefined,
      lease: undefined,
      uplinkBytesPerSecond: bytesPerSecond(terms.uplinkBps),
      downlinkBytesPerSecond: bytesPerSecond(terms.downlinkBps),
      mostAddresses: terms.mostAddresses,
      mostDevices: terms.mostDevices,
      addressSlots: undefined,
      deviceSlots: undefined,
    },
    doors: inbounds.map((inbound) => {
      return { tag: inbound.id, kind: credentialKindOf(inbound), isTunnel: inbound.protocol === 'wireguard' };
    }),
  };
}

/** A user as the engine of one node takes it. */
export function tunnelUser(
  id: string,
  { limits, doors }: Entitlement,
  devices: readonly DeviceCredentials[],
  addressesOf: AddressesOf,
  leased: Leased | undefined,
): TunnelUser {
  const served: TunnelDevice[] = [];
  for (const device of devices) {
    const access = accessOf(device, doors, addressesOf);
    if (access.length > 0) served.push({ id: device.deviceId, access });
  }
  return { id, exit: '', limits: leased ? { ...limits, ...leased } : limits, devices: served };
}

function accessOf(device: DeviceCredentials, doors: readonly Door[], addressesOf: AddressesOf): InboundAccess[] {
  const access: InboundAccess[] = [];
  for (const { tag, kind, isTunnel } of doors) {
    const credential = device.credentials.find((one) => one.kind === kind);
    if (!credential || (device.wireguardOnly && !isTunnel)) continue;
    const tunnelAddresses = isTunnel ? [...addressesOf(tag, device.deviceId)] : [];
    if (isTunnel && tunnelAddresses.length === 0) continue; // the pools are exhausted
    const { secret, presharedKey } = credential;
    access.push({ inboundTag: tag, secret, tunnelAddresses, presharedKey });
  }
  return access;
}
