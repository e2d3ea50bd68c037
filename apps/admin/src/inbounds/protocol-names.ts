import type { InboundProtocol } from '@vortex/sdk';

/** Protocols as their makers write them; the same in every language. */
export const protocolNames: Readonly<Record<InboundProtocol, string>> = {
  VLESS: 'VLESS',
  VMESS: 'VMess',
  TROJAN: 'Trojan',
  SHADOWSOCKS: 'Shadowsocks',
  SHADOWSOCKS_2022: 'Shadowsocks 2022',
  HYSTERIA2: 'Hysteria 2',
  WIREGUARD: 'WireGuard',
  HTTP: 'HTTP',
  SOCKS: 'SOCKS',
};

export const protocols = Object.keys(protocolNames) as readonly InboundProtocol[];
