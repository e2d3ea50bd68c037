/**
 * The address of a pool's device, given its number: the network's first address plus the number. Undefined outside of the
 * pool, so that a number of a larger, former pool leads nowhere.
 */
export function tunnelAddress(pool: string, number: bigint): string | undefined {
  const [address = '', length = ''] = pool.split('/');
  const wide = address.includes(':') ? 128n : 32n;
  const free = wide - BigInt(length || 0);
  if (number < 0n || number >> free !== 0n) return undefined;
  const first = (wide === 128n ? ipv6Value(address) : ipv4Value(address)) & ~((1n << free) - 1n);
  return wide === 128n ? ipv6Text(first + number) : ipv4Text(first + number);
}

function ipv4Value(text: string): bigint {
  return text.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');
}

function ipv6Value(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => BigInt(`0x${group}`)));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | group, 0n);
}

/** RFC 5952, by the standard parser of addresses in URLs. */
function ipv6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}
