import { type Cover, type Entry, type EntryOf, isOf, type Transport } from '../link-entries/entry';
import { type Piece, urlText } from './filled-text';

/** A link that clients take from a line of text or a QR code. Undefined for what no client knows a link for. */
export function shareLink(entry: Entry): readonly Piece[] | undefined {
  if (isOf(entry, 'vless')) return vlessLink(entry);
  if (isOf(entry, 'vmess')) return vmessLink(entry);
  if (isOf(entry, 'trojan')) return trojanLink(entry);
  if (isOf(entry, 'shadowsocks')) return shadowsocksLink(entry);
  if (isOf(entry, 'hysteria2')) return hysteria2Link(entry);
  if (isOf(entry, 'wireguard')) return wireguardLink(entry);
  if (isOf(entry, 'socks')) return socksLink(entry);
  return undefined;
}

/** Addresses of IPv6 stand in brackets (RFC 3986 §3.2.2). */
export function hostPart(address: string): string {
  return address.includes(':') ? `[${address}]` : urlText(address);
}

function vlessLink(entry: EntryOf<'vless'>): readonly Piece[] {
  const { id, flow, encryption } = entry.proxy;
  const query = { encryption, ...streamQuery(entry), flow };
  return [link('vless', urlText(id), entry, query)];
}

function trojanLink(entry: EntryOf<'trojan'>): readonly Piece[] {
  return [link('trojan', urlText(entry.proxy.password), entry, streamQuery(entry))];
}

/** The form of v2rayN: JSON in base64. */
function vmessLink({ name, address, port, proxy, transport, cover }: EntryOf<'vmess'>): readonly Piece[] {
  const http = transport.network === 'xhttp' ? { type: transport.mode } : { type: 'none' };
  const grpc = transport.network === 'grpc';
  const description = {
    v: '2',
    ps: name,
    add: address,
    port: String(port),
    id: proxy.id,
    aid: '0',
    scy: 'auto',
    net: networkNames[transport.network],
    ...(grpc ? { type: transport.multiMode ? 'multi' : 'gun' } : http),
    host: grpc ? transport.authority : transport.host,
    path: grpc ? transport.serviceName : transport.network === 'raw' ? '' : transport.path,
    tls: cover.kind === 'tls' ? 'tls' : '',
    ...(cover.kind === 'tls'
      ? { sni: cover.serverName, alpn: cover.alpn.join(','), fp: cover.fingerprint, pcs: cover.pinned?.sha256 }
      : {}),
  };
  return [
    { text: 'vmess://', encoding: 'raw' },
    { text: JSON.stringify(description), encoding: 'json', base64: 'standard' },
  ];
}

/** SIP002; the keys of the 2022 edition are written plainly there (SIP022 §2.2). */
function shadowsocksLink({ name, address, port, proxy }: EntryOf<'shadowsocks'>): readonly Piece[] {
  const { method, password } = proxy;
  const tail: Piece = { text: `@${hostPart(address)}:${port}#${urlText(name)}`, encoding: 'url' };
  const head: Piece = { text: 'ss://', encoding: 'raw' };
  if (method.startsWith('2022-')) {
    const [server = '', user = ''] = password.split(':');
    return [head, { text: `${method}:${urlText(server)}%3A${urlText(user)}`, encoding: 'url' }, tail];
  }
  return [head, { text: `${method}:${password}`, encoding: 'raw', base64: 'url' }, tail];
}

function hysteria2Link(entry: EntryOf<'hysteria2'>): readonly Piece[] {
  const { proxy, cover, port, lastPort } = entry;
  const tls = cover.kind === 'tls' ? cover : undefined;
  return [
    link('hysteria2', urlText(proxy.password), entry, {
      sni: tls?.serverName ?? '',
      alpn: tls?.alpn.join(',') ?? '',
      ...(proxy.obfsPassword === undefined ? {} : { obfs: 'salamander', 'obfs-password': proxy.obfsPassword }),
      mport: lastPort > port ? `${port}-${lastPort}` : '',
      pinSHA256: tls?.pinned?.sha256 ?? '',
    }),
  ];
}

function wireguardLink(entry: EntryOf<'wireguard'>): readonly Piece[] {
  const { proxy } = entry;
  if (proxy.amnezia) return [];
  const addresses = [proxy.ipv4 && `${proxy.ipv4}/32`, proxy.ipv6 && `${proxy.ipv6}/128`];
  return [
    link('wireguard', urlText(proxy.privateKey), entry, {
      publickey: proxy.publicKey,
      presharedkey: proxy.presharedKey,
      address: addresses.filter(Boolean).join(','),
      mtu: String(proxy.mtu),
      keepalive: proxy.keepaliveSeconds > 0 ? String(proxy.keepaliveSeconds) : '',
    }),
  ];
}

function socksLink(entry: EntryOf<'socks'>): readonly Piece[] {
  const { address, port, name, proxy } = entry;
  return [
    { text: 'socks://', encoding: 'raw' },
    { text: `${proxy.username}:${proxy.password}`, encoding: 'raw', base64: 'url' },
    { text: `@${hostPart(address)}:${port}#${urlText(name)}`, encoding: 'url' },
  ];
}

/** What the links of VLESS and Trojan call the networks. */
const networkNames = { raw: 'tcp', websocket: 'ws', grpc: 'grpc', httpupgrade: 'httpupgrade', xhttp: 'xhttp' } as const;

function streamQuery({ transport, cover }: Entry): Readonly<Record<string, string>> {
  return { type: networkNames[transport.network], ...transportQuery(transport), ...coverQuery(cover) };
}

function transportQuery(transport: Transport): Readonly<Record<string, string>> {
  const { network, path, host, mode, extra, serviceName, authority, multiMode } = transport;
  if (network === 'raw') return {};
  if (network === 'grpc') return { serviceName, authority, mode: multiMode ? 'multi' : 'gun' };
  const http = { path, host };
  if (network !== 'xhttp') return http;
  return { ...http, mode, ...(Object.keys(extra).length > 0 ? { extra: JSON.stringify(extra) } : {}) };
}

function coverQuery(cover: Cover): Readonly<Record<string, string>> {
  if (cover.kind === 'none') return { security: 'none' };
  const { kind, serverName, fingerprint } = cover;
  const common = { security: kind, sni: serverName, fp: fingerprint };
  if (cover.kind === 'tls') return { ...common, alpn: cover.alpn.join(','), pcs: cover.pinned?.sha256 ?? '' };
  return { ...common, pbk: cover.publicKey, sid: cover.shortId };
}

function link(
  scheme: string,
  user: string,
  { address, port, name }: Entry,
  query: Readonly<Record<string, string>>,
): Piece {
  const parameters = Object.entries(query).filter(([, value]) => value !== '');
  const text = parameters.map(([key, value]) => `${key}=${urlText(value)}`).join('&');
  const asked = text === '' ? '' : `?${text}`;
  return { text: `${scheme}://${user}@${hostPart(address)}:${port}${asked}#${urlText(name)}`, encoding: 'url' };
}
