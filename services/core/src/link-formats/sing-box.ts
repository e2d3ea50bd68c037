import { type Cover, type Entry, type EntryOf, isOf, type Transport } from '../link-entries/entry';

type Json = Readonly<Record<string, unknown>>;

/** An outbound of sing-box, or an endpoint. Undefined for what it does not speak. */
export function singBoxOutbound(entry: Entry): Json | undefined {
  const built = outboundOf(entry);
  return built && { ...built, tag: entry.name, server: entry.address, server_port: entry.port };
}

export function singBoxEndpoint(entry: Entry): Json | undefined {
  return isOf(entry, 'wireguard') && !entry.proxy.amnezia ? wireguardEndpoint(entry) : undefined;
}

function outboundOf(entry: Entry): Json | undefined {
  const { port, lastPort, cover } = entry;
  if (isOf(entry, 'vless')) {
    const { id, flow, encryption } = entry.proxy;
    if (encryption !== 'none') return undefined;
    return streamed(entry, { type: 'vless', uuid: id, ...(flow === '' ? {} : { flow }), packet_encoding: 'xudp' });
  }
  if (isOf(entry, 'vmess')) {
    return streamed(entry, { type: 'vmess', uuid: entry.proxy.id, security: 'auto', packet_encoding: 'xudp' });
  }
  if (isOf(entry, 'trojan')) return streamed(entry, { type: 'trojan', password: entry.proxy.password });
  if (isOf(entry, 'shadowsocks')) {
    const { method, password, udp } = entry.proxy;
    return { type: 'shadowsocks', method, password, ...(udp ? {} : { network: 'tcp' }) };
  }
  if (isOf(entry, 'hysteria2')) {
    const { password, obfsPassword } = entry.proxy;
    return {
      type: 'hysteria2',
      password,
      ...(lastPort > port ? { server_ports: [`${port}:${lastPort}`] } : {}),
      ...(obfsPassword === undefined ? {} : { obfs: { type: 'salamander', password: obfsPassword } }),
      ...coverSettings(cover.kind === 'tls' ? { ...cover, fingerprint: '', alpn: ['h3'] } : cover),
    };
  }
  if (isOf(entry, 'socks')) {
    const { username, password, udp } = entry.proxy;
    return { type: 'socks', version: '5', username, password, ...(udp ? {} : { network: 'tcp' }) };
  }
  if (isOf(entry, 'http')) {
    const { username, password } = entry.proxy;
    return streamed(entry, { type: 'http', username, password });
  }
  return undefined;
}

function streamed(entry: Entry, own: Json): Json | undefined {
  const transport = transportSettings(entry.transport);
  if (!transport) return undefined;
  return { ...own, ...coverSettings(entry.cover), ...transport };
}

/** Undefined for one it does not know. Early data is told by the header that Xray looks into. */
function transportSettings({ network, path, host, serviceName }: Transport): Json | undefined {
  switch (network) {
    case 'raw':
      return {};
    case 'grpc':
      return { transport: { type: 'grpc', service_name: serviceName } };
    case 'httpupgrade':
      return { transport: { type: 'httpupgrade', path, ...(host === '' ? {} : { host }) } };
    case 'websocket': {
      const { plain, earlyData } = earlyDataOf(path);
      const early =
        earlyData > 0 ? { max_early_data: earlyData, early_data_header_name: 'Sec-WebSocket-Protocol' } : {};
      const headers = host === '' ? {} : { headers: { Host: host } };
      return { transport: { type: 'ws', path: plain, ...headers, ...early } };
    }
    default:
      return undefined;
  }
}

/** Xray says in the query of a path how much early data it takes; others have a setting for it. */
export function earlyDataOf(path: string): { readonly plain: string; readonly earlyData: number } {
  const [, bytes] = /[?&]ed=(\d{1,6})/.exec(path) ?? [];
  const plain = path.replace(/([?&])ed=\d{1,6}(&|$)/, (_, first: string, next: string) => (next === '&' ? first : ''));
  return { plain, earlyData: Number(bytes ?? 0) };
}

function coverSettings(cover: Cover): Json {
  if (cover.kind === 'none') return {};
  const { serverName, fingerprint } = cover;
  const utls = fingerprint === '' || fingerprint === 'unsafe' ? {} : { utls: { enabled: true, fingerprint } };
  const common = { enabled: true, ...(serverName === '' ? {} : { server_name: serverName }), ...utls };
  if (cover.kind === 'reality') {
    const reality = { enabled: true, public_key: cover.publicKey, short_id: cover.shortId };
    return { tls: { ...common, reality } };
  }
  const alpn = cover.alpn.length > 0 ? { alpn: cover.alpn } : {};
  const pinned = cover.pinned ? { certificate: cover.pinned.pem.split('\n') } : {};
  return { tls: { ...common, ...alpn, ...pinned } };
}

function wireguardEndpoint({ name, address, port, proxy }: EntryOf<'wireguard'>): Json {
  const peer = {
    address,
    port,
    public_key: proxy.publicKey,
    pre_shared_key: proxy.presharedKey,
    allowed_ips: ['0.0.0.0/0', '::/0'],
    ...(proxy.keepaliveSeconds > 0 ? { persistent_keepalive_interval: proxy.keepaliveSeconds } : {}),
  };
  return {
    type: 'wireguard',
    tag: name,
    mtu: proxy.mtu,
    address: [proxy.ipv4 && `${proxy.ipv4}/32`, proxy.ipv6 && `${proxy.ipv6}/128`].filter(Boolean),
    private_key: proxy.privateKey,
    peers: [peer],
  };
}
