import { generators } from '../../src/keys/key-generation';
import type { InboundKind } from '../../src/settings/definition';
import { selfSigned } from './certificate';

export interface Example {
  readonly name: string;
  readonly kind: Partial<InboundKind> & Pick<InboundKind, 'protocol'>;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface BadExample extends Example {
  /** Every problem, by path. */
  readonly refused: Readonly<Record<string, string>>;
}

const realityKey = 'yBaw532IIUNuQWDTncozoBaLJmcd1JZzvsHUgVPxMk8';
const wireguardKey = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';
export const reality = {
  target: 'www.example.com:443',
  serverNames: ['www.example.com'],
  privateKey: realityKey,
  shortIds: ['', '0123456789abcdef'],
};
const { certificate, key, otherKey } = selfSigned;
export const tls = { certificates: [{ certificate, key }] };
const vision = { flow: 'xtls-rprx-vision' };
const decryption = generators['vless-encryption']().privateValue;
const mlKemDecryption = `mlkem768x25519plus.native.600s.${Buffer.alloc(64, 7).toString('base64url')}`;
const mlKemEncryption = `mlkem768x25519plus.native.0rtt.${Buffer.alloc(1_184, 7).toString('base64url')}`;
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
const pools = { ipv4: '10.8.0.0/16', ipv6: 'fd00:8::/64' };

const of = (
  protocol: InboundKind['protocol'],
  network: InboundKind['network'] = 'raw',
  security: InboundKind['security'] = 'none',
) => ({
  protocol,
  network,
  security,
});

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

const at = (path: string) => `settings.${path}`;

export const invalid: readonly BadExample[] = [
  {
    name: 'a short id that is not hexadecimal',
    kind: of('vless', 'raw', 'reality'),
    settings: { realitySettings: { ...reality, shortIds: ['', 'ab', 'xyz'] } },
    refused: { [at('realitySettings.shortIds[2]')]: 'invalid_format' },
  },
  {
    name: 'a short id of an odd number of digits, and one that is too long',
    kind: of('vless', 'raw', 'reality'),
    settings: { realitySettings: { ...reality, shortIds: ['abc', '0123456789abcdef00'] } },
    refused: {
      [at('realitySettings.shortIds[0]')]: 'invalid_format',
      [at('realitySettings.shortIds[1]')]: 'invalid_format',
    },
  },
  {
    name: 'a REALITY key of 31 bytes, no names, a broken target',
    kind: of('vless', 'raw', 'reality'),
    settings: {
      realitySettings: {
        ...reality,
        privateKey: Buffer.alloc(31).toString('base64url'),
        serverNames: [],
        target: 'example.com',
      },
    },
    refused: {
      [at('realitySettings.privateKey')]: 'not_a_key',
      [at('realitySettings.serverNames')]: 'too_small',
      [at('realitySettings.target')]: 'not_an_endpoint',
    },
  },
  {
    name: 'REALITY without its settings',
    kind: of('vless', 'raw', 'reality'),
    settings: {},
    refused: { [at('realitySettings')]: 'required' },
  },
  {
    name: 'REALITY over WebSocket',
    kind: of('vless', 'websocket', 'reality'),
    settings: { realitySettings: reality },
    refused: { security: 'reality_not_for_network' },
  },
  {
    name: 'REALITY for VMess',
    kind: of('vmess', 'raw', 'reality'),
    settings: { realitySettings: reality },
    refused: { security: 'security_not_for_protocol' },
  },
  {
    name: 'Vision over WebSocket',
    kind: of('vless', 'websocket', 'tls'),
    settings: { ...vision, tlsSettings: tls },
    refused: { [at('flow')]: 'vision_needs_raw' },
  },
  {
    name: 'Vision without a cover',
    kind: of('vless'),
    settings: vision,
    refused: { [at('flow')]: 'vision_needs_tls' },
  },
  {
    name: 'Vision over TLS 1.2',
    kind: of('vless', 'raw', 'tls'),
    settings: { ...vision, tlsSettings: { ...tls, maxVersion: '1.2' } },
    refused: { [at('tlsSettings.maxVersion')]: 'vision_needs_tls_1_3' },
  },
  {
    name: 'another flow',
    kind: of('vless', 'raw', 'tls'),
    settings: { flow: 'xtls-rprx-direct', tlsSettings: tls },
    refused: { [at('flow')]: 'invalid_value' },
  },
  {
    name: 'a decryption nobody can read',
    kind: of('vless'),
    settings: { decryption: 'aes' },
    refused: { [at('decryption')]: 'not_a_decryption' },
  },
  {
    name: 'ML-KEM without the clients’ side',
    kind: of('vless'),
    settings: { decryption: mlKemDecryption },
    refused: { [at('encryption')]: 'required' },
  },
  {
    name: 'fallbacks beside encryption',
    kind: of('vless', 'raw', 'tls'),
    settings: { decryption, tlsSettings: tls, fallbacks: [{ dest: 80 }] },
    refused: { [at('fallbacks')]: 'fallbacks_with_encryption' },
  },
  {
    name: 'fallbacks over gRPC',
    kind: of('trojan', 'grpc', 'tls'),
    settings: { tlsSettings: tls, fallbacks: [{ dest: 80 }] },
    refused: { [at('fallbacks')]: 'fallbacks_need_raw_tls' },
  },
  {
    name: 'Trojan in the clear',
    kind: of('trojan', 'websocket'),
    settings: {},
    refused: { security: 'trojan_needs_tls' },
  },
  {
    name: 'settings of another network, and a word nobody knows',
    kind: of('vless', 'websocket'),
    settings: { grpcSettings: {}, wsSettings: { path: '/', paht: '/' } },
    refused: { [at('grpcSettings')]: 'unknown_setting', [at('wsSettings.paht')]: 'unknown_setting' },
  },
  {
    name: 'a path without a slash and a host among the headers',
    kind: of('vless', 'websocket'),
    settings: { wsSettings: { path: 'ws', headers: { Host: 'a' } } },
    refused: { [at('wsSettings.path')]: 'invalid_format', [at('wsSettings.headers')]: 'host_in_headers' },
  },
  {
    name: 'a padding of nothing',
    kind: of('vless', 'xhttp'),
    settings: { xhttpSettings: { xPaddingBytes: { from: 0, to: 10 } } },
    refused: { [at('xhttpSettings.xPaddingBytes.from')]: 'too_small' },
  },
  {
    name: 'a certificate with another key',
    kind: of('trojan', 'raw', 'tls'),
    settings: { tlsSettings: { certificates: [{ certificate, key: otherKey }] } },
    refused: { [at('tlsSettings.certificates[0].key')]: 'other_key' },
  },
  {
    name: 'a second certificate that is none',
    kind: of('trojan', 'raw', 'tls'),
    settings: {
      tlsSettings: {
        certificates: [
          { certificate, key },
          { certificate: 'x', key: 'y' },
        ],
      },
    },
    refused: {
      [at('tlsSettings.certificates[1].certificate')]: 'not_a_certificate',
      [at('tlsSettings.certificates[1].key')]: 'not_a_key',
    },
  },
  {
    name: 'HTTP/3 over a raw stream',
    kind: of('vless', 'raw', 'tls'),
    settings: { tlsSettings: { ...tls, alpn: ['h2', 'h3'] } },
    refused: { [at('tlsSettings.alpn[1]')]: 'needs_quic' },
  },
  {
    name: 'gRPC that offers HTTP/1.1 only',
    kind: of('vless', 'grpc', 'tls'),
    settings: { tlsSettings: { ...tls, alpn: ['http/1.1'] } },
    refused: { [at('tlsSettings.alpn')]: 'needs_h2' },
  },
  {
    name: 'TLS that ends before it begins',
    kind: of('http', 'raw', 'tls'),
    settings: { tlsSettings: { ...tls, minVersion: '1.3', maxVersion: '1.2' } },
    refused: { [at('tlsSettings.minVersion')]: 'empty_range' },
  },
  {
    name: 'a stream cipher',
    kind: of('shadowsocks'),
    settings: { method: 'rc4-md5' },
    refused: { [at('method')]: 'invalid_value' },
  },
  {
    name: 'Shadowsocks over WebSocket with TLS',
    kind: of('shadowsocks', 'websocket', 'tls'),
    settings: { method: 'aes-128-gcm', tlsSettings: tls },
    refused: { network: 'network_not_for_protocol', security: 'security_not_for_protocol' },
  },
  {
    name: 'a 2022 key of the other length',
    kind: of('shadowsocks-2022'),
    settings: { method: '2022-blake3-aes-128-gcm', password: Buffer.alloc(32).toString('base64') },
    refused: { [at('password')]: 'not_a_key' },
  },
  {
    name: 'a 2022 method for one user',
    kind: of('shadowsocks-2022'),
    settings: { method: '2022-blake3-chacha20-poly1305', password: Buffer.alloc(32).toString('base64') },
    refused: { [at('method')]: 'single_user_method' },
  },
  {
    name: 'Hysteria 2 without TLS',
    kind: of('hysteria2'),
    settings: {},
    refused: { security: 'security_not_for_protocol' },
  },
  {
    name: 'Hysteria 2 that offers HTTP/2, over TLS 1.2',
    kind: of('hysteria2', 'raw', 'tls'),
    settings: { tlsSettings: { ...tls, alpn: ['h2'], maxVersion: '1.2' } },
    refused: { [at('tlsSettings.alpn')]: 'needs_h3', [at('tlsSettings.maxVersion')]: 'quic_needs_tls_1_3' },
  },
  {
    name: 'WireGuard with a key of REALITY',
    kind: of('wireguard'),
    settings: { secretKey: realityKey, addressPools: pools },
    refused: { [at('secretKey')]: 'not_a_key' },
  },
  {
    name: 'WireGuard without addresses',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: {} },
    refused: { [at('addressPools')]: 'required' },
  },
  {
    name: 'a pool that begins in its middle, and an MTU too small for IPv6',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: { ipv4: '10.8.0.1/16' }, mtu: 100 },
    refused: { [at('addressPools.ipv4')]: 'not_a_network', [at('mtu')]: 'too_small' },
  },
  {
    name: 'an MTU too small for IPv6',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: pools, mtu: 1_200 },
    refused: { [at('mtu')]: 'too_small' },
  },
  {
    name: 'AmneziaWG whose messages look alike',
    kind: of('wireguard'),
    settings: {
      secretKey: wireguardKey,
      addressPools: pools,
      amnezia: { ...amnezia, jmin: 80, s1: 44, h3: amnezia.h1 },
    },
    refused: {
      [at('amnezia.jmax')]: 'too_small',
      [at('amnezia.s2')]: 'same_length',
      [at('amnezia.h3')]: 'same_header',
    },
  },
  {
    name: 'AmneziaWG with WireGuard’s own header',
    kind: of('wireguard'),
    settings: { secretKey: wireguardKey, addressPools: pools, amnezia: { ...amnezia, h1: 1 } },
    refused: { [at('amnezia.h1')]: 'too_small' },
  },
  {
    name: 'SOCKS over gRPC',
    kind: of('socks', 'grpc'),
    settings: {},
    refused: { network: 'network_not_for_protocol' },
  },
  {
    name: 'HTTP with a word for SOCKS',
    kind: of('http'),
    settings: { udp: true },
    refused: { [at('udp')]: 'unknown_setting' },
  },
];
