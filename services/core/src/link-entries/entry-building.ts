import { createHash, X509Certificate } from 'node:crypto';
import type { ListedInbound, Place } from './catalogue';
import type { Cover, Entry, EntryNetwork, PinnedCertificate, Proxy, Transport } from './entry';
import { variesByUser } from './host-values';
import { slot } from './slot';

const usualFingerprint = 'chrome';

/**
 * The entry of a place for any user: what is each user's own stands in it as a slot. Undefined where clients could not
 * connect, since something they need is not known.
 * @param n its place in the list
 */
export function entryOf(place: Place, n: number): Entry | undefined {
  const { host, inbound } = place;
  const proxy = proxyOf(inbound);
  const address = variesByUser(host) ? slot(`address:${n}`) : (host.addresses[0] ?? '');
  if (!proxy) return undefined;
  const port = host.port ?? inbound.port;
  return {
    id: host.id,
    name: slot(`name:${n}`),
    address,
    port,
    lastPort: host.port === null ? inbound.lastPort : port,
    proxy,
    transport: transportOf(place, n),
    cover: coverOf(place, n, address),
  };
}

function proxyOf({ id, protocol, view }: ListedInbound): Proxy | undefined {
  switch (protocol) {
    case 'VLESS':
      return { protocol: 'vless', id: slot('vlessId'), flow: view.flow, encryption: view.encryption };
    case 'VMESS':
      return { protocol: 'vmess', id: slot('vmessId') };
    case 'TROJAN':
      return { protocol: 'trojan', password: slot('trojanPassword') };
    case 'SHADOWSOCKS':
      return shadowsocks(view.method, slot('shadowsocksPassword'), view.network);
    case 'SHADOWSOCKS_2022': {
      if (view.serverKey === undefined) return undefined;
      const key = slot(view.method.includes('aes-128') ? 'shadowsocks2022Key128' : 'shadowsocks2022Key256');
      return shadowsocks(view.method, `${view.serverKey}:${key}`, view.network);
    }
    case 'HYSTERIA2':
      return { protocol: 'hysteria2', password: slot('hysteria2Password'), obfsPassword: view.obfsPassword };
    case 'SOCKS':
      return { protocol: 'socks', username: slot('socksUsername'), password: slot('socksPassword'), udp: view.udp };
    case 'HTTP':
      return { protocol: 'http', username: slot('httpUsername'), password: slot('httpPassword') };
    case 'WIREGUARD':
      return wireguard(id, view);
    default:
      return undefined;
  }
}

/** One that carries datagrams alone would be a dead line in every list. */
function shadowsocks(method: string, password: string, network: string): Proxy | undefined {
  if (!network.includes('tcp')) return undefined;
  return { protocol: 'shadowsocks', method, password, udp: network.includes('udp') };
}

function wireguard(inboundId: string, { wireguard: tunnel }: ListedInbound['view']): Proxy | undefined {
  if (!tunnel) return undefined;
  const { publicKey, addressPools, mtu, dns, persistentKeepaliveSeconds, amnezia } = tunnel;
  return {
    protocol: 'wireguard',
    privateKey: slot('wireguardPrivateKey'),
    presharedKey: slot('wireguardPresharedKey'),
    publicKey,
    ipv4: addressPools.ipv4 === undefined ? undefined : slot(`ipv4:${inboundId}`),
    ipv6: addressPools.ipv6 === undefined ? undefined : slot(`ipv6:${inboundId}`),
    mtu,
    dns,
    keepaliveSeconds: persistentKeepaliveSeconds,
    amnezia,
  };
}

function transportOf({ host, inbound }: Place, n: number): Transport {
  const given = inbound.view.transport;
  const hostHeader = host.hostHeader?.includes('*') ? slot(`host:${n}`) : host.hostHeader;
  const ranges = { xPaddingBytes: given?.xPaddingBytes, scMaxEachPostBytes: given?.scMaxEachPostBytes };
  const extra = { ...ranges, scMinPostsIntervalMs: given?.scMinPostsIntervalMs };
  return {
    network: inbound.network.toLowerCase() as EntryNetwork,
    path: host.path ?? given?.path ?? '/',
    host: hostHeader ?? given?.host ?? '',
    mode: given?.mode ?? 'auto',
    heartbeatSeconds: given?.heartbeatPeriod ?? 0,
    serviceName: given?.serviceName ?? '',
    authority: hostHeader ?? given?.authority ?? '',
    multiMode: given?.multiMode ?? false,
    extra: {
      ...Object.fromEntries(
        Object.entries(extra).flatMap(([name, range]) => (range ? [[name, `${range.from}-${range.to}`]] : [])),
      ),
      ...(given?.noGRPCHeader ? { noGRPCHeader: true } : {}),
    },
  };
}

function coverOf({ host, inbound }: Place, n: number, address: string): Cover {
  const { view } = inbound;
  const kind = host.security ?? inbound.security;
  const fingerprint = host.fingerprint ?? usualFingerprint;
  const named = host.sni?.includes('*') ? slot(`sni:${n}`) : host.sni;
  if (kind === 'REALITY' && view.reality) {
    const { publicKey, shortIds, serverNames } = view.reality;
    const shortId = shortIds.find((id) => id !== '') ?? '';
    return { kind: 'reality', serverName: named ?? serverNames[0] ?? '', fingerprint, publicKey, shortId };
  }
  if (kind !== 'TLS') return { kind: 'none' };
  const tls = view.tls;
  // What a person has said of the host comes first; an address alone is no name to ask for.
  const name = named ?? tls?.serverName ?? tls?.certificateName ?? (isAddress(address) ? '' : address);
  const alpn = host.alpn.length > 0 ? host.alpn : (tls?.alpn ?? []);
  const pinned = host.security === 'TLS' && inbound.security !== 'TLS' ? undefined : pinnedOf(tls?.pinnedCertificate);
  return { kind: 'tls', serverName: name, alpn, fingerprint, pinned };
}

function pinnedOf(pem: string | undefined): PinnedCertificate | undefined {
  if (pem === undefined) return undefined;
  const { raw } = new X509Certificate(pem);
  return { pem: pem.trim(), sha256: createHash('sha256').update(raw).digest('hex') };
}

/** Of IPv4 or IPv6: no name of a host ends in a number (RFC 3696 §2), or holds a colon. */
function isAddress(text: string): boolean {
  return text.includes(':') || /(^|\.)\d+$/.test(text);
}
