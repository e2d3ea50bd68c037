import { BlockList } from 'node:net';
import { canonicalIp } from '../atoms/network-address';
import { isIpv4 } from '../atoms/ip-family';

/** What leads to nobody's public host (RFC 6890): whoever may name an address to look at must not see our own networks. */
const reserved = new BlockList();
for (const [network, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(network, length, 'ipv4');

/** Of IPv6 only global unicast is given out, and of that not to documentation, tunnels and translation. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const [network, length] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  reserved.addSubnet(network, length, 'ipv6');

export function isPublic(address: string): boolean {
  const plain = canonicalIp(address);
  if (plain === undefined) return false;
  if (isIpv4(plain)) return !reserved.check(plain, 'ipv4');
  return globalUnicast.check(plain, 'ipv6') && !reserved.check(plain, 'ipv6');
}
