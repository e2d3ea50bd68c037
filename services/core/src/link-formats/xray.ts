import { type Cover, type Entry, type EntryOf, isOf, type Transport } from '../link-entries/entry';
import { hysteriaStream } from './xray-hysteria';

type Json = Readonly<Record<string, unknown>>;

/** An outbound of Xray. Undefined for what Xray does not speak. */
export function xrayOutbound(entry: Entry, tag: string): Json | undefined {
  const built = outboundOf(entry);
  return built && { tag, ...built };
}

function outboundOf(entry: Entry): Json | undefined {
  const { address, port } = entry;
  if (isOf(entry, 'vless')) {
    const { id, flow, encryption } = entry.proxy;
    const user = { id, encryption, ...(flow === '' ? {} : { flow }) };
    return streamed(entry, 'vless', { vnext: [{ address, port, users: [user] }] });
  }
  if (isOf(entry, 'vmess')) {
    return streamed(entry, 'vmess', { vnext: [{ address, port, users: [{ id: entry.proxy.id, security: 'auto' }] }] });
  }
  if (isOf(entry, 'trojan')) {
    return streamed(entry, 'trojan', { servers: [{ address, port, password: entry.proxy.password }] });
  }
  if (isOf(entry, 'shadowsocks')) {
    const { method, password } = entry.proxy;
    return { protocol: 'shadowsocks', settings: { servers: [{ address, port, method, password }] } };
  }
  if (isOf(entry, 'socks', 'http')) {
    const { protocol, username, password } = entry.proxy;
    const server = { address, port, users: [{ user: username, pass: password }] };
    return streamed(entry, protocol, { servers: [server] });
  }
  if (isOf(entry, 'hysteria2')) {
    return { protocol: 'hysteria', settings: { version: 2, address, port }, streamSettings: hysteriaStream(entry) };
  }
  return isOf(entry, 'wireguard') && !entry.proxy.amnezia ? wireguardOutbound(entry) : undefined;
}

function wireguardOutbound({ address, port, proxy }: EntryOf<'wireguard'>): Json {
  const own = [proxy.ipv4 && `${proxy.ipv4}/32`, proxy.ipv6 && `${proxy.ipv6}/128`].filter(Boolean);
  const endpoint = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  const peer = {
    endpoint,
    publicKey: proxy.publicKey,
    preSharedKey: proxy.presharedKey,
    keepAlive: proxy.keepaliveSeconds,
    allowedIPs: ['0.0.0.0/0', '::/0'],
  };
  // Several workers bring packets out of order, and the network stacks send a tenth of them again.
  const settings = { secretKey: proxy.privateKey, address: own, peers: [peer], mtu: proxy.mtu, noKernelTun: true };
  return { protocol: 'wireguard', settings: { ...settings, workers: 1 } };
}

function streamed({ transport, cover }: Entry, protocol: string, settings: Json): Json {
  return { protocol, settings, streamSettings: { ...transportSettings(transport), ...coverSettings(cover) } };
}

function transportSettings(transport: Transport): Json {
  const { network, path, host, mode, extra, serviceName, authority, multiMode } = transport;
  const http = { path, ...(host === '' ? {} : { host }) };
  switch (network) {
    case 'raw':
      return { network: 'raw' };
    case 'websocket': {
      const heartbeat = transport.heartbeatSeconds > 0 ? { heartbeatPeriod: transport.heartbeatSeconds } : {};
      return { network: 'ws', wsSettings: { ...http, ...heartbeat } };
    }
    case 'httpupgrade':
      return { network: 'httpupgrade', httpupgradeSettings: http };
    case 'xhttp':
      return { network: 'xhttp', xhttpSettings: { ...http, mode, ...extra } };
    case 'grpc':
      return {
        network: 'grpc',
        grpcSettings: { serviceName, multiMode, ...(authority === '' ? {} : { authority }) },
      };
  }
}

function coverSettings(cover: Cover): Json {
  if (cover.kind === 'none') return { security: 'none' };
  if (cover.kind === 'reality') {
    const { serverName, fingerprint, publicKey, shortId } = cover;
    return { security: 'reality', realitySettings: { serverName, fingerprint, publicKey, shortId, spiderX: '/' } };
  }
  return { security: 'tls', tlsSettings: xrayTls(cover) };
}

function xrayTls({ serverName, alpn, fingerprint, pinned }: Extract<Cover, { kind: 'tls' }>): Json {
  return {
    ...(serverName === '' ? {} : { serverName }),
    ...(alpn.length > 0 ? { alpn } : {}),
    fingerprint,
    ...(pinned ? { pinnedPeerCertSha256: pinned.sha256 } : {}),
  };
}
