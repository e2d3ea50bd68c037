import {
  type Example,
  amnezia,
  vision,
  decryption,
  mlKemDecryption,
  mlKemEncryption,
  of,
  pools,
  reality,
  tls,
  wireguardKey,
} from './parts';

export const valid: readonly Example[] = [
  { name: 'VLESS, bare', kind: of('vless'), settings: {} },
  {
    name: 'VLESS, Vision, REALITY',
    kind: of('vless', 'raw', 'reality'),
    settings: { ...vision, realitySettings: reality },
  },
  { name: 'VLESS, Vision, TLS', kind: of('vless', 'raw', 'tls'), settings: { ...vision, tlsSettings: tls } },
  {
    name: 'VLESS, XHTTP, REALITY',
    kind: of('vless', 'xhttp', 'reality'),
    settings: {
      realitySettings: reality,
      xhttpSettings: { path: '/x', mode: 'stream-one', xPaddingBytes: { from: 100, to: 1_000 } },
    },
  },
  {
    name: 'VLESS, XHTTP over HTTP/3',
    kind: of('vless', 'xhttp', 'tls'),
    settings: { tlsSettings: { ...tls, alpn: ['h3'] } },
  },
  {
    name: 'VLESS, WebSocket, TLS',
    kind: of('vless', 'websocket', 'tls'),
    settings: {
      tlsSettings: tls,
      wsSettings: { path: '/ws?ed=2560', host: 'cdn.example.com', headers: { 'X-A': 'b' } },
    },
  },
  {
    name: 'VLESS, gRPC, REALITY',
    kind: of('vless', 'grpc', 'reality'),
    settings: { realitySettings: reality, grpcSettings: { serviceName: 'api', multiMode: true } },
  },
  { name: 'VLESS, encrypted, Vision over XHTTP', kind: of('vless', 'xhttp'), settings: { ...vision, decryption } },
  {
    name: 'VLESS, encrypted with ML-KEM',
    kind: of('vless'),
    settings: { decryption: mlKemDecryption, encryption: mlKemEncryption },
  },
  {
    name: 'VLESS with fallbacks',
    kind: of('vless', 'raw', 'tls'),
    settings: {
      tlsSettings: tls,
      fallbacks: [{ dest: 8_080 }, { path: '/ws', dest: 'localhost:1234', xver: 1 }, { dest: '/run/web.sock' }],
    },
  },
  {
    name: 'VMess, HTTPUpgrade',
    kind: of('vmess', 'httpupgrade', 'tls'),
    settings: { tlsSettings: tls, httpupgradeSettings: { path: '/up' } },
  },
  { name: 'Trojan, TLS', kind: of('trojan', 'raw', 'tls'), settings: { tlsSettings: tls, fallbacks: [{ dest: 80 }] } },
  { name: 'Trojan behind a proxy', kind: { ...of('trojan', 'websocket'), listen: '127.0.0.1' }, settings: {} },
  {
    name: 'Trojan, certificate in files',
    kind: of('trojan', 'raw', 'tls'),
    settings: { tlsSettings: { certificates: [{ certificateFile: '/etc/a.pem', keyFile: '/etc/a.key' }] } },
  },
  { name: 'Shadowsocks', kind: of('shadowsocks'), settings: { method: 'aes-256-gcm', network: 'tcp' } },
  {
    name: 'Shadowsocks 2022, 128 bits',
    kind: of('shadowsocks-2022'),
    settings: { method: '2022-blake3-aes-128-gcm', password: Buffer.alloc(16, 1).toString('base64') },
  },
  {
    name: 'Shadowsocks 2022, 256 bits',
    kind: of('shadowsocks-2022'),
    settings: { method: '2022-blake3-aes-256-gcm', password: Buffer.alloc(32, 1).toString('base64') },
  },
  {
    name: 'Hysteria 2',
    kind: of('hysteria2', 'raw', 'tls'),
    settings: {
      tlsSettings: tls,
      obfs: { type: 'salamander', password: 'cry_me_a_r1ver' },
      masquerade: { type: 'proxy', url: 'https://example.com/' },
    },
  },
  {
    name: 'WireGuard',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: pools, dns: ['1.1.1.1', '2606:4700:4700:0::1111'] },
  },
  {
    name: 'AmneziaWG',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: { ipv4: '10.9.0.0/24' }, amnezia },
  },
  { name: 'HTTP, TLS', kind: of('http', 'raw', 'tls'), settings: { tlsSettings: tls } },
  { name: 'SOCKS with UDP', kind: of('socks'), settings: { udp: true, ip: '203.0.113.7' } },
];
