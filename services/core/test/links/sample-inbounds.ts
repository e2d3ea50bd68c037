import type { ListedInbound } from '../../src/link-entries/catalogue';
import { type InboundView, inboundViewSchema } from '../../src/link-entries/inbound-view';

/** Of a server that nobody connects to: public keys are points somebody made up, and what is shared is no secret here. */
const realityKey = 'O5y6NN4yxTV8jyKWcb3_6Jp7sO8AVRwXYyTGqBiV13I';
const wireguardKey = 'wQOVJ7xEbKbfqJSqDbVQeqxJDp0w2bCfqvPbO8yEiwo=';
const serverKey128 = Buffer.alloc(16, 1).toString('base64');
const serverKey256 = Buffer.alloc(32, 1).toString('base64');
const encryption = `mlkem768x25519plus.native.0rtt.${Buffer.alloc(32, 9).toString('base64url')}`;

const tls = { serverName: 'vpn.example.com', alpn: ['h2', 'http/1.1'] };
const http = { serverName: 'cdn.example.com', alpn: ['http/1.1'] };
const reality = { publicKey: realityKey, shortIds: ['', '0123456789abcdef'], serverNames: ['www.example.org'] };
const vision = 'xtls-rprx-vision';
const webSocket = { path: '/ws?ed=2560', host: 'cdn.example.com' };
const xhttp = { path: '/x', host: 'cdn.example.com', mode: 'auto', xPaddingBytes: { from: 100, to: 1_000 } };
const pools = { ipv4: '10.8.0.0/16', ipv6: 'fd00:8::/64' };
const wireguard = { publicKey: wireguardKey, addressPools: pools, dns: ['1.1.1.1', '2606:4700:4700::1111'] };
const amnezia = {
  jc: 4,
  jmin: 40,
  jmax: 70,
  s1: 50,
  s2: 100,
  h1: 1_234_567,
  h2: 2_345_678,
  h3: 3_456_789,
  h4: 4_567_890,
};

interface Sample {
  readonly tag: string;
  readonly kind: readonly [protocol: string, network?: string, security?: string];
  readonly view?: object;
  readonly ports?: readonly [number, number];
}

/** Every protocol over every transport it goes over, with each cover it goes with. */
const samples: readonly Sample[] = [
  { tag: 'vless-raw', kind: ['VLESS'] },
  { tag: 'vless-encrypted', kind: ['VLESS'], view: { encryption } },
  { tag: 'vless-tls-vision', kind: ['VLESS', 'RAW', 'TLS'], view: { flow: vision, tls } },
  { tag: 'vless-reality-vision', kind: ['VLESS', 'RAW', 'REALITY'], view: { flow: vision, reality } },
  { tag: 'vless-ws-tls', kind: ['VLESS', 'WEBSOCKET', 'TLS'], view: { tls: http, transport: webSocket } },
  {
    tag: 'vless-grpc-reality',
    kind: ['VLESS', 'GRPC', 'REALITY'],
    view: { reality, transport: { serviceName: 'api' } },
  },
  {
    tag: 'vless-grpc-multi-tls',
    kind: ['VLESS', 'GRPC', 'TLS'],
    view: { tls: { ...tls, alpn: ['h2'] }, transport: { serviceName: 'api', multiMode: true } },
  },
  {
    tag: 'vless-httpupgrade-tls',
    kind: ['VLESS', 'HTTPUPGRADE', 'TLS'],
    view: { tls: http, transport: { path: '/up' } },
  },
  { tag: 'vless-xhttp-tls', kind: ['VLESS', 'XHTTP', 'TLS'], view: { tls, transport: xhttp } },
  {
    tag: 'vless-xhttp-reality',
    kind: ['VLESS', 'XHTTP', 'REALITY'],
    view: { reality, transport: { path: '/x', mode: 'stream-one' } },
  },
  { tag: 'vmess-raw', kind: ['VMESS'] },
  { tag: 'vmess-ws-tls', kind: ['VMESS', 'WEBSOCKET', 'TLS'], view: { tls: http, transport: webSocket } },
  { tag: 'vmess-grpc-tls', kind: ['VMESS', 'GRPC', 'TLS'], view: { tls, transport: { serviceName: 'api' } } },
  {
    tag: 'vmess-httpupgrade-tls',
    kind: ['VMESS', 'HTTPUPGRADE', 'TLS'],
    view: { tls: http, transport: { path: '/up' } },
  },
  { tag: 'vmess-xhttp-tls', kind: ['VMESS', 'XHTTP', 'TLS'], view: { tls, transport: xhttp } },
  { tag: 'trojan-tls', kind: ['TROJAN', 'RAW', 'TLS'], view: { tls } },
  { tag: 'trojan-reality', kind: ['TROJAN', 'RAW', 'REALITY'], view: { reality } },
  { tag: 'trojan-ws-tls', kind: ['TROJAN', 'WEBSOCKET', 'TLS'], view: { tls: http, transport: webSocket } },
  { tag: 'trojan-grpc-tls', kind: ['TROJAN', 'GRPC', 'TLS'], view: { tls, transport: { serviceName: 'api' } } },
  {
    tag: 'trojan-httpupgrade-tls',
    kind: ['TROJAN', 'HTTPUPGRADE', 'TLS'],
    view: { tls: http, transport: { path: '/up' } },
  },
  { tag: 'trojan-xhttp-tls', kind: ['TROJAN', 'XHTTP', 'TLS'], view: { tls, transport: xhttp } },
  { tag: 'shadowsocks', kind: ['SHADOWSOCKS'], view: { method: 'chacha20-ietf-poly1305' } },
  {
    tag: 'shadowsocks-2022-128',
    kind: ['SHADOWSOCKS_2022'],
    view: { method: '2022-blake3-aes-128-gcm', serverKey: serverKey128 },
  },
  {
    tag: 'shadowsocks-2022-256',
    kind: ['SHADOWSOCKS_2022'],
    view: { method: '2022-blake3-aes-256-gcm', serverKey: serverKey256 },
  },
  { tag: 'hysteria2', kind: ['HYSTERIA2', 'RAW', 'TLS'], view: { tls: { ...tls, alpn: ['h3'] } } },
  {
    tag: 'hysteria2-obfs-ports',
    kind: ['HYSTERIA2', 'RAW', 'TLS'],
    view: { tls: { ...tls, alpn: [] }, obfsPassword: 'cry_me_a_r1ver' },
    ports: [20_000, 20_100],
  },
  { tag: 'wireguard', kind: ['WIREGUARD'], view: { wireguard } },
  { tag: 'amneziawg', kind: ['WIREGUARD'], view: { wireguard: { ...wireguard, amnezia } } },
  { tag: 'http-tls', kind: ['HTTP', 'RAW', 'TLS'], view: { tls } },
  { tag: 'socks', kind: ['SOCKS'], view: { udp: true } },
];

/** An id that stays: golden files hold some of it. */
export function steadyId(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function viewOf(view: object = {}): InboundView {
  return inboundViewSchema.parse(view);
}

export function sampleInbounds(tenantId: string, serverId: string): ListedInbound[] {
  return samples.map(({ tag, kind: [protocol, network = 'RAW', security = 'NONE'], view, ports }, n) => {
    const [port, lastPort] = ports ?? [1_000 + n, 1_000 + n];
    const place = { id: steadyId(n + 1), tenantId, serverId, tag, port, lastPort };
    return { ...place, protocol, network, security, enabled: true, shared: false, revision: 1n, view: viewOf(view) };
  });
}
