import { type Cover, type Entry, type EntryOf, isOf, type Transport } from '../link-entries/entry';
import { earlyDataOf } from './sing-box';

type Json = Readonly<Record<string, unknown>>;

/** The two clients that read this form do not read all of the same. */
export type ClashClient = 'mihomo' | 'stash';

/** A proxy of Clash's form. Undefined for what the client does not speak. */
export function clashProxy(entry: Entry, client: ClashClient): Json | undefined {
  const built = proxyOf(entry, client);
  return built && { name: entry.name, server: entry.address, port: entry.port, ...built };
}

function proxyOf(entry: Entry, client: ClashClient): Json | undefined {
  if (isOf(entry, 'vless')) {
    const { id, flow, encryption } = entry.proxy;
    if (encryption !== 'none' && client === 'stash') return undefined;
    const own = {
      uuid: id,
      udp: true,
      ...(flow === '' ? {} : { flow }),
      ...(encryption === 'none' ? {} : { encryption }),
    };
    return streamed(entry, client, { type: 'vless', ...own });
  }
  if (isOf(entry, 'vmess')) {
    // Else all that a port sends goes to where its first datagram went. Of VLESS mihomo does so by itself.
    const packets = client === 'mihomo' ? { 'packet-encoding': 'xudp' } : {};
    const own = { uuid: entry.proxy.id, alterId: 0, cipher: 'auto', udp: true, ...packets };
    return streamed(entry, client, { type: 'vmess', ...own });
  }
  if (isOf(entry, 'trojan')) {
    const { servername: sni, ...stream } = streamed(entry, client, {}) ?? { absent: true };
    if ('absent' in stream) return undefined;
    return {
      type: 'trojan',
      password: entry.proxy.password,
      udp: true,
      ...stream,
      ...(sni === undefined ? {} : { sni }),
    };
  }
  if (isOf(entry, 'shadowsocks')) {
    const { method, password, udp } = entry.proxy;
    return { type: 'ss', cipher: method, password, udp };
  }
  if (isOf(entry, 'hysteria2')) return hysteria2(entry, client);
  if (isOf(entry, 'socks')) {
    const { username, password, udp } = entry.proxy;
    return { type: 'socks5', username, password, udp };
  }
  if (isOf(entry, 'http')) {
    const { username, password } = entry.proxy;
    const { servername: sni, ...tls } = coverSettings(entry.cover, client);
    return { type: 'http', username, password, ...tls, ...(sni === undefined ? {} : { sni }) };
  }
  return isOf(entry, 'wireguard') ? wireguard(entry, client) : undefined;
}

function streamed({ proxy, transport, cover }: Entry, client: ClashClient, own: Json): Json | undefined {
  if (transport.network === 'xhttp') {
    // Mihomo has it for VLESS alone, and over TLS unless it is told of HTTP/1.1.
    if (client === 'stash' || proxy.protocol !== 'vless') return undefined;
    const alpn = cover.kind === 'none' ? { alpn: ['http/1.1'] } : {};
    return { ...own, ...alpn, ...coverSettings(cover, client), ...xhttpSettings(transport) };
  }
  const stream = transportSettings(transport, client);
  return stream && { ...own, ...coverSettings(cover, client), ...stream };
}

function xhttpSettings({ path, host, mode, extra }: Transport): Json {
  const { xPaddingBytes, noGRPCHeader } = extra;
  return {
    network: 'xhttp',
    'xhttp-opts': {
      path,
      ...(host === '' ? {} : { host }),
      ...(mode === 'auto' ? {} : { mode }),
      ...(xPaddingBytes === undefined ? {} : { 'x-padding-bytes': xPaddingBytes }),
      ...(noGRPCHeader === undefined ? {} : { 'no-grpc-header': noGRPCHeader }),
    },
  };
}

function transportSettings(transport: Transport, client: ClashClient): Json | undefined {
  const { network, path, host, serviceName } = transport;
  const headers = host === '' ? {} : { headers: { Host: host } };
  switch (network) {
    case 'raw':
      return { network: 'tcp' };
    case 'grpc':
      return { network: 'grpc', 'grpc-opts': { 'grpc-service-name': serviceName } };
    case 'websocket': {
      const { plain, earlyData } = earlyDataOf(path);
      const early =
        earlyData > 0 ? { 'max-early-data': earlyData, 'early-data-header-name': 'Sec-WebSocket-Protocol' } : {};
      return { network: 'ws', 'ws-opts': { path: plain, ...headers, ...early } };
    }
    case 'httpupgrade':
      if (client === 'stash') return undefined;
      return { network: 'ws', 'ws-opts': { path, ...headers, 'v2ray-http-upgrade': true } };
    default:
      return undefined;
  }
}

function coverSettings(cover: Cover, client: ClashClient): Json {
  if (cover.kind === 'none') return {};
  const { serverName, fingerprint } = cover;
  const print = fingerprint === 'unsafe' ? {} : { 'client-fingerprint': fingerprint };
  const common = { tls: true, ...(serverName === '' ? {} : { servername: serverName }), ...print };
  if (cover.kind === 'reality') {
    // Servers want the post-quantum key exchange that the browser would offer too; mihomo takes it out unless it is told.
    const whole = client === 'mihomo' ? { 'support-x25519mlkem768': true } : {};
    return { ...common, 'reality-opts': { 'public-key': cover.publicKey, 'short-id': cover.shortId, ...whole } };
  }
  const alpn = cover.alpn.length > 0 ? { alpn: cover.alpn } : {};
  return { ...common, ...alpn, ...(cover.pinned ? { fingerprint: cover.pinned.sha256 } : {}) };
}

function hysteria2({ proxy, cover, port, lastPort }: EntryOf<'hysteria2'>, client: ClashClient): Json {
  const tls = cover.kind === 'tls' ? cover : undefined;
  const { obfsPassword } = proxy;
  const hop = lastPort > port ? { ports: `${port}-${lastPort}` } : {};
  const obfs = obfsPassword === undefined ? {} : { obfs: 'salamander', 'obfs-password': obfsPassword };
  return {
    type: 'hysteria2',
    ...(client === 'stash' ? { auth: proxy.password } : { password: proxy.password }),
    ...hop,
    ...obfs,
    ...(tls && tls.serverName !== '' ? { sni: tls.serverName } : {}),
    alpn: ['h3'],
    ...(tls?.pinned ? { fingerprint: tls.pinned.sha256 } : {}),
  };
}

/** What AmneziaWG adds, by the names mihomo has for it. */
function wireguard({ proxy }: EntryOf<'wireguard'>, client: ClashClient): Json | undefined {
  if (proxy.amnezia && client === 'stash') return undefined;
  return {
    type: 'wireguard',
    ...(proxy.ipv4 === undefined ? {} : { ip: proxy.ipv4 }),
    ...(proxy.ipv6 === undefined ? {} : { ipv6: proxy.ipv6 }),
    'private-key': proxy.privateKey,
    'public-key': proxy.publicKey,
    'pre-shared-key': proxy.presharedKey,
    'allowed-ips': ['0.0.0.0/0', '::/0'],
    udp: true,
    mtu: proxy.mtu,
    ...(proxy.keepaliveSeconds > 0 ? { 'persistent-keepalive': proxy.keepaliveSeconds } : {}),
    ...(proxy.dns.length > 0 ? { 'remote-dns-resolve': true, dns: proxy.dns } : {}),
    ...(proxy.amnezia ? { 'amnezia-wg-option': proxy.amnezia } : {}),
  };
}
