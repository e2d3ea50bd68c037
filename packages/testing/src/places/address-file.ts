import { isIPv6 } from 'node:net';

export interface AddressRecord {
  /** As CIDR, IPv4. */
  readonly network: string;
  readonly country?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

type Tree = [Tree | number | undefined, Tree | number | undefined];
const recordBits = 32;

/** A file in MaxMind's format (version 2.0 of its specification) that knows these networks and nothing else. */
export function addressFile(records: readonly AddressRecord[]): Buffer {
  const root: Tree = [undefined, undefined];
  const data: Buffer[] = [];
  let length = 0;
  for (const record of records) {
    plant(root, bitsOf(record.network), length);
    const encoded = encode(contentOf(record));
    data.push(encoded);
    length += encoded.length;
  }
  const nodes = flat(root);
  const search = Buffer.concat(nodes.map((node) => written(node, nodes)));
  const metadata = encode({
    ...{ binary_format_major_version: 2, binary_format_minor_version: 0, build_epoch: 1, database_type: 'Test' },
    ...{ description: {}, ip_version: 4, languages: [], node_count: nodes.length, record_size: recordBits },
  });
  const marker = Buffer.concat([Buffer.from('abcdef', 'hex'), Buffer.from('MaxMind.com')]);
  return Buffer.concat([search, Buffer.alloc(16), ...data, marker, metadata]);
}

function contentOf({ country, latitude, longitude }: AddressRecord) {
  return {
    ...(country ? { country: { iso_code: country } } : {}),
    ...(latitude === undefined
      ? {}
      : { location: { latitude: fraction(latitude), longitude: fraction(longitude ?? 0) } }),
  };
}

function bitsOf(network: string): number[] {
  const [address = '', prefix] = network.split('/');
  if (isIPv6(address)) throw new Error('networks of this file are IPv4');
  const text = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  return Array.from(text.join('').slice(0, Number(prefix)), Number);
}

function plant(root: Tree, bits: readonly number[], offset: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = (node[bit] ??= [undefined, undefined]);
    if (typeof next === 'number') throw new Error('networks of this file do not lie in each other');
    node = next;
  }
  node[bits.at(-1) ?? 0] = offset;
}

function flat(node: Tree): Tree[] {
  return [node, ...node.flatMap((branch) => (Array.isArray(branch) ? flat(branch) : []))];
}

function written(node: Tree, nodes: readonly Tree[]): Buffer {
  const record = Buffer.alloc((2 * recordBits) / 8);
  for (const [side, branch] of node.entries()) {
    const found = Array.isArray(branch)
      ? nodes.indexOf(branch)
      : nodes.length + (branch === undefined ? 0 : 16 + branch);
    record.writeUInt32BE(found, side * 4);
  }
  return record;
}

interface Fraction {
  readonly double: number;
}
type Value = string | number | Fraction | readonly Value[] | { readonly [name: string]: Value };

const fraction = (double: number): Fraction => ({ double });

/** Types by their numbers in the specification: strings 2, doubles 3, numbers of 32 bits 6, maps 7, arrays 11. */
function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 11 - 7]), ...value.map(encode)]);
  if ('double' in value && typeof value.double === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value.double);
    return Buffer.concat([control(3, 8), bytes]);
  }
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([name, of]) => [encode(name), encode(of)])]);
}

function control(type: number, size: number): Buffer {
  if (size >= 285) throw new Error('values of this file are short');
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
}
