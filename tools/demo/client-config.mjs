/**
 * What a stock Xray needs to come in by each of a server's inbounds as one device: a SOCKS proxy of this machine for each.
 *
 * @param {{ tag: string, id: string, protocol: string, port: number, settings: any }[]} inbounds
 * @param {{ credentials: any, tunnelAddresses: { inboundId: string, addresses: string[] }[] }} device
 * @param {Map<string, number>} proxyPorts by tag
 */
export function clientConfig(inbounds, device, proxyPorts) {
  return {
    log: { loglevel: 'warning' },
    inbounds: inbounds.map(({ tag }) => ({ tag, protocol: 'socks', listen: '127.0.0.1', port: proxyPorts.get(tag) })),
    outbounds: inbounds.map((inbound) => ({ tag: `to ${inbound.tag}`, ...outboundOf(inbound, device) })),
    routing: {
      rules: inbounds.map(({ tag }) => ({ type: 'field', inboundTag: [tag], outboundTag: `to ${tag}` })),
    },
  };
}

const address = '127.0.0.1';

function outboundOf({ id, protocol, port, settings }, { credentials, tunnelAddresses }) {
  switch (protocol) {
    case 'VLESS': {
      const { publicKey, serverNames, shortIds } = settings.realitySettings;
      const { flow } = settings;
      return {
        protocol: 'vless',
        settings: { vnext: [{ address, port, users: [{ id: credentials.vlessId, flow, encryption: 'none' }] }] },
        streamSettings: {
          network: 'raw',
          security: 'reality',
          realitySettings: { serverName: serverNames[0], publicKey, shortId: shortIds[0], fingerprint: 'chrome' },
        },
      };
    }
    case 'SHADOWSOCKS_2022': {
      const password = `${settings.password}:${credentials.shadowsocks2022Key128}`;
      return { protocol: 'shadowsocks', settings: { servers: [{ address, port, method: settings.method, password }] } };
    }
    case 'WIREGUARD': {
      const own = tunnelAddresses.find(({ inboundId }) => inboundId === id)?.addresses ?? [];
      return {
        protocol: 'wireguard',
        settings: {
          secretKey: credentials.wireguardPrivateKey,
          address: own,
          mtu: settings.mtu,
          noKernelTun: true,
          // More of them, one for each CPU by default, take packets past each other: TCP believes a tenth of them lost.
          workers: 1,
          peers: [
            {
              publicKey: settings.publicKey,
              preSharedKey: credentials.wireguardPresharedKey,
              endpoint: `${address}:${port}`,
              allowedIPs: ['0.0.0.0/0', '::/0'],
            },
          ],
        },
      };
    }
    default:
      throw new Error(`the demonstration has no client of ${protocol}`);
  }
}
