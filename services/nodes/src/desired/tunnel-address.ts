import { type IpPrefix, prefixOf } from '../atoms/ip-prefix';

/** The networks of an inbound of WireGuard. */
export interface Pools {
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
}

/** How many numbers its smallest network has room for. Of IPv4 the last one is the broadcast. */
export function roomOf(pools: Pools): bigint {
  const rooms = prefixesOf(pools).map(({ family, first, last }) => last - first + (family === 4 ? 0n : 1n));
  return rooms.reduce((least, room) => (room < least ? room : least), 1n << 62n);
}

/** The addresses that a number means, of IPv4 before IPv6. */
export function addressesAt(pools: Pools, number: bigint): string[] {
  return prefixesOf(pools).map(({ family, first }) => (family === 4 ? ipv4(first + number) : ipv6(first + number)));
}

function prefixesOf({ ipv4: four, ipv6: six }: Pools): IpPrefix[] {
  return [four, six].flatMap((text) => {
    const prefix = text === undefined ? undefined : prefixOf(text);
    return prefix ? [prefix] : [];
  });
}

function ipv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

function ipv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
