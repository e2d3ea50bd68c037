import { randomBytes } from 'node:crypto';

/** Inbounds of two kinds that need nothing around them. */
export const inbounds = {
  vless: { protocol: 'VLESS', settings: {} },
  shadowsocks: {
    protocol: 'SHADOWSOCKS_2022',
    settings: { method: '2022-blake3-aes-128-gcm', password: randomBytes(16).toString('base64') },
  },
};

const address = '127.0.0.1';

/**
 * A stock Xray with a SOCKS proxy for each visit: who comes in by which inbound.
 *
 * @param {{ proxyPort: number, kind: keyof typeof inbounds, port: number, credentials: any }[]} visits
 */
export function clientConfig(visits) {
  const tag = ({ proxyPort }) => `visit-${proxyPort}`;
  return {
    log: { loglevel: 'warning' },
    inbounds: visits.map((visit) => ({ tag: tag(visit), protocol: 'socks', listen: address, port: visit.proxyPort })),
    outbounds: visits.map((visit) => ({ tag: `${tag(visit)}-out`, ...outboundOf(visit) })),
    routing: {
      rules: visits.map((visit) => ({ type: 'field', inboundTag: [tag(visit)], outboundTag: `${tag(visit)}-out` })),
    },
  };
}

function outboundOf({ kind, port, credentials }) {
  if (kind === 'vless') {
    const users = [{ id: credentials.vlessId, encryption: 'none' }];
    return { protocol: 'vless', settings: { vnext: [{ address, port, users }] } };
  }
  const { method, password } = inbounds.shadowsocks.settings;
  const own = `${password}:${credentials.shadowsocks2022Key128}`;
  return { protocol: 'shadowsocks', settings: { servers: [{ address, port, method, password: own }] } };
}
