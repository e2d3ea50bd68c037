import { type Entry, type EntryOf, isOf } from '../link-entries/entry';
import { hostPart } from './share-link';

/** The parameters of AmneziaWG, as its files name them. */
const amneziaNames = [
  ...['jc', 'jmin', 'jmax', 's1', 's2', 's3', 's4', 'h1', 'h2', 'h3', 'h4', 'i1', 'i2', 'i3', 'i4', 'i5'],
] as const;

export type WireguardClient = 'wireguard' | 'amneziawg';

/** A configuration file. Plain WireGuard cannot talk to a server that hides what it speaks; AmneziaWG talks to both. */
export function wireguardFile(entry: Entry, client: WireguardClient): string | undefined {
  if (!isOf(entry, 'wireguard')) return undefined;
  const { proxy } = entry;
  if (proxy.amnezia && client === 'wireguard') return undefined;
  return [
    '[Interface]',
    `PrivateKey = ${proxy.privateKey}`,
    `Address = ${[proxy.ipv4 && `${proxy.ipv4}/32`, proxy.ipv6 && `${proxy.ipv6}/128`].filter(Boolean).join(', ')}`,
    ...(proxy.dns.length > 0 ? [`DNS = ${proxy.dns.join(', ')}`] : []),
    `MTU = ${proxy.mtu}`,
    ...amneziaLines(proxy),
    '',
    '[Peer]',
    `PublicKey = ${proxy.publicKey}`,
    `PresharedKey = ${proxy.presharedKey}`,
    `Endpoint = ${hostPart(entry.address)}:${entry.port}`,
    'AllowedIPs = 0.0.0.0/0, ::/0',
    ...(proxy.keepaliveSeconds > 0 ? [`PersistentKeepalive = ${proxy.keepaliveSeconds}`] : []),
    '',
  ].join('\n');
}

function amneziaLines({ amnezia }: EntryOf<'wireguard'>['proxy']): readonly string[] {
  if (!amnezia) return [];
  return amneziaNames.flatMap((name) => {
    const value = amnezia[name];
    return value === undefined ? [] : [`${name.charAt(0).toUpperCase()}${name.slice(1)} = ${value}`];
  });
}

const mostNameCharacters = 60;

/** A file's name that every system takes, and that says which server it is of. Clients name the tunnel after it. */
export function fileNameOf(name: string, ending: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}_=+.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return `${Array.from(plain).slice(0, mostNameCharacters).join('') || 'server'}.${ending}`;
}
