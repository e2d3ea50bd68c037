import { z } from 'zod';
import { isIpv4 } from './ip-family';
import { canonicalIp } from './network-address';

/** A network as the first and last of its addresses. */
export interface IpPrefix {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** "10.8.0.0/16", or undefined for what is none. Bits behind the prefix must be zero. */
export function prefixOf(text: string): IpPrefix | undefined {
  const match = /^([0-9a-f:.]+)\/(\d{1,3})$/i.exec(text);
  const address = canonicalIp(match?.[1] ?? '');
  if (!match || address === undefined) return undefined;
  const family = isIpv4(address) ? 4 : 6;
  const bits = family === 4 ? 32 : 128;
  const length = Number(match[2]);
  if (length > bits) return undefined;
  const first = numberOf(address, family);
  const size = 1n << BigInt(bits - length);
  return first % size === 0n ? { family, first, last: first + size - 1n } : undefined;
}

export function overlaps(one: IpPrefix, other: IpPrefix): boolean {
  return one.family === other.family && one.first <= other.last && other.first <= one.last;
}

/** A network of `family` whose prefix has a length from `shortest` to `longest`. */
export function ipPrefix(family: 4 | 6, shortest: number, longest: number) {
  return z
    .string()
    .max(64)
    .refine(
      (text) => {
        const length = Number(text.split('/')[1]);
        return prefixOf(text)?.family === family && length >= shortest && length <= longest;
      },
      {
        error: `This is not an IPv${family} network from /${shortest} to /${longest}.`,
        params: { code: 'not_a_network' },
      },
    )
    .overwrite((text) => {
      const [address = '', length] = text.split('/');
      return `${canonicalIp(address) ?? address}/${Number(length)}`;
    });
}

function numberOf(address: string, family: 4 | 6): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head = '', tail] = address.split('::');
  const groups = (half: string | undefined) => (half ? half.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
