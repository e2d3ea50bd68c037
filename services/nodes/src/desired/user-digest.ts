import type { InboundAccess, TunnelDevice, TunnelUser } from '@vortex/contracts/tunnel';
import { hash } from 'node:crypto';

/** What a user comes to, but for its lease: as the engine computes it. The contract of DigestUsers says of what. */
export function digestOf({ id, limits, devices, exit }: TunnelUser): bigint {
  const { uplinkBytesPerSecond: up = 0n, downlinkBytesPerSecond: down = 0n } = limits ?? {};
  const { expiresAt, mostAddresses = 0, mostDevices = 0 } = limits ?? {};
  // One text that grows: a list of lines takes twice as long, and a large node has a hundred thousand users.
  let text = `${id}\n${expiresAt?.getTime() ?? '-'}\n${up}\n${down}\n${mostAddresses}\n${mostDevices}\n${exit}\n`;
  for (const device of inOrder(devices, idOf)) {
    text += `D\n${device.id}\n`;
    for (const { inboundTag, secret, presharedKey, tunnelAddresses } of inOrder(device.access, tagOf)) {
      const ipv6 = tunnelAddresses.find(isIpv6);
      const ipv4 = tunnelAddresses.find((address) => !isIpv6(address));
      text += `A\n${inboundTag}\n${secret}\n${presharedKey}\n${ipv4 ?? ''}\n${ipv6 === undefined ? '' : shortest(ipv6)}\n`;
    }
  }
  return BigInt(`0x${hash('sha256', text, 'hex').slice(0, 16)}`);
}

const idOf = ({ id }: TunnelDevice): string => id;
const tagOf = ({ inboundTag }: InboundAccess): string => inboundTag;

/** The order of bytes, as in Go: locales differ. */
function inOrder<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  return [...items].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** RFC 5952, as URLs write it. */
function shortest(ipv6: string): string {
  return new URL(`http://[${ipv6}]/`).hostname.slice(1, -1);
}

/** What a bucket of users comes to. */
export interface Bucket {
  readonly number: number;
  readonly users: number;
  readonly digest: bigint;
}

/** The numbers of buckets that are not the same on both sides. */
export function differing(one: readonly Bucket[], other: readonly Bucket[]): number[] {
  const words = new Map(one.map(({ number, users, digest }) => [number, `${users} ${digest}`]));
  const others = new Map(other.map(({ number, users, digest }) => [number, `${users} ${digest}`]));
  return [...new Set([...words.keys(), ...others.keys()])]
    .filter((number) => words.get(number) !== others.get(number))
    .sort((a, b) => a - b);
}

export interface Drift {
  /** Who the node lacks, or has otherwise. */
  readonly wrong: readonly string[];
  /** Whom it has and should not. */
  readonly surplus: readonly string[];
}

/** By user, the digests that were last told and those the node has. */
export function driftBetween(told: ReadonlyMap<string, bigint>, has: ReadonlyMap<string, bigint>): Drift {
  return {
    wrong: [...told].filter(([id, digest]) => has.get(id) !== digest).map(([id]) => id),
    surplus: [...has.keys()].filter((id) => !told.has(id)),
  };
}
