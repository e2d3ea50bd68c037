const vision = 'xtls-rprx-vision';

/**
 * Inbounds of a panel, one of every kind that clients are told of.
 *
 * @param {{ certificate: string, key: string, cover: { target: string, name: string }, keys: (kind: string) => Promise<string> }} given
 *   `cover` is the server that REALITY is taken for, `keys` makes key material
 * @returns {Promise<{ tag: string, protocol: string, network?: string, security?: string, settings: object }[]>}
 */
export async function kindsOf({ certificate, key, cover, keys }) {
  const tls = (...alpn) => ({ tlsSettings: { alpn, certificates: [{ certificate, key }] } });
  const reality = async () => ({
    realitySettings: {
      target: cover.target,
      serverNames: [cover.name],
      privateKey: await keys('REALITY'),
      shortIds: [await keys('SHORT_ID')],
    },
  });
  const made = (tag, protocol, network, security, settings) => ({ tag, protocol, network, security, settings });
  const webSocket = { wsSettings: { path: '/ws?ed=2048' } };
  const grpc = { grpcSettings: { serviceName: 'api' } };
  const xhttp = (mode) => ({ xhttpSettings: { path: '/x', mode } });
  const upgrade = { httpupgradeSettings: { path: '/up' } };
  const wireguard = async (ipv4) => ({
    secretKey: await keys('WIREGUARD'),
    addressPools: { ipv4 },
    persistentKeepaliveSeconds: 0,
  });
  const amnezia = { jc: 4, jmin: 40, jmax: 70, s1: 50, s2: 100, h1: 1234567, h2: 2345678, h3: 3456789, h4: 4567890 };
  return [
    made('vless-reality-vision', 'VLESS', 'RAW', 'REALITY', { flow: vision, ...(await reality()) }),
    made('vless-tls-vision', 'VLESS', 'RAW', 'TLS', { flow: vision, ...tls() }),
    made('vless-ws-tls', 'VLESS', 'WEBSOCKET', 'TLS', { ...tls('http/1.1'), ...webSocket }),
    made('vless-grpc-tls', 'VLESS', 'GRPC', 'TLS', { ...tls('h2'), ...grpc }),
    made('vless-grpc-reality', 'VLESS', 'GRPC', 'REALITY', { ...(await reality()), ...grpc }),
    made('vless-httpupgrade-tls', 'VLESS', 'HTTPUPGRADE', 'TLS', { ...tls('http/1.1'), ...upgrade }),
    made('vless-xhttp-tls', 'VLESS', 'XHTTP', 'TLS', { ...tls('h2'), ...xhttp('auto') }),
    made('vless-xhttp-reality', 'VLESS', 'XHTTP', 'REALITY', { ...(await reality()), ...xhttp('stream-one') }),
    made('vmess-raw', 'VMESS', 'RAW', 'NONE', {}),
    made('vmess-ws-tls', 'VMESS', 'WEBSOCKET', 'TLS', { ...tls('http/1.1'), ...webSocket }),
    made('vmess-grpc-tls', 'VMESS', 'GRPC', 'TLS', { ...tls('h2'), ...grpc }),
    made('trojan-tls', 'TROJAN', 'RAW', 'TLS', tls('h2', 'http/1.1')),
    made('trojan-ws-tls', 'TROJAN', 'WEBSOCKET', 'TLS', { ...tls('http/1.1'), ...webSocket }),
    made('trojan-grpc-tls', 'TROJAN', 'GRPC', 'TLS', { ...tls('h2'), ...grpc }),
    made('trojan-reality', 'TROJAN', 'RAW', 'REALITY', await reality()),
    made('shadowsocks-chacha', 'SHADOWSOCKS', 'RAW', 'NONE', { method: 'chacha20-ietf-poly1305' }),
    made('shadowsocks-2022', 'SHADOWSOCKS_2022', 'RAW', 'NONE', {
      method: '2022-blake3-aes-256-gcm',
      password: await keys('SHADOWSOCKS_2022_AES_256'),
    }),
    made('hysteria2', 'HYSTERIA2', 'RAW', 'TLS', tls('h3')),
    made('hysteria2-obfs', 'HYSTERIA2', 'RAW', 'TLS', {
      ...tls('h3'),
      obfs: { type: 'salamander', password: 'of the laboratory' },
    }),
    made('wireguard-plain', 'WIREGUARD', 'RAW', 'NONE', await wireguard('10.77.0.0/16')),
    made('amneziawg', 'WIREGUARD', 'RAW', 'NONE', { ...(await wireguard('10.78.0.0/16')), amnezia }),
    made('socks', 'SOCKS', 'RAW', 'NONE', { udp: true }),
    made('http', 'HTTP', 'RAW', 'TLS', tls('http/1.1')),
  ];
}

/** Those that every run of the tests looks at. */
export const few = [
  ...['vless-reality-vision', 'vless-ws-tls', 'vless-xhttp-tls', 'vmess-grpc-tls', 'trojan-tls'],
  ...['shadowsocks-2022', 'hysteria2', 'wireguard-plain'],
];

export const all = [
  ...few,
  ...['vless-tls-vision', 'vless-grpc-tls', 'vless-grpc-reality', 'vless-httpupgrade-tls', 'vless-xhttp-reality'],
  ...['vmess-raw', 'vmess-ws-tls', 'trojan-ws-tls', 'trojan-grpc-tls', 'trojan-reality', 'shadowsocks-chacha'],
  ...['hysteria2-obfs', 'amneziawg', 'socks', 'http'],
];
