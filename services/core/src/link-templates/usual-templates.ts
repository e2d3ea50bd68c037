import type { TemplatedFormat } from '../link-formats/link-format';

const testUrl = 'https://www.gstatic.com/generate_204';

const clash = `mixed-port: 7890
allow-lan: false
mode: rule
log-level: warning
ipv6: true
dns:
  enable: true
  ipv6: true
  enhanced-mode: fake-ip
  fake-ip-range: 198.18.0.1/16
  nameserver:
    - https://1.1.1.1/dns-query
    - https://8.8.8.8/dns-query
proxies: []
proxy-groups:
  - name: VPN
    type: select
    proxies: ["Auto", "{all}"]
  - name: Auto
    type: url-test
    url: ${testUrl}
    interval: 300
    tolerance: 50
    proxies: ["{all}"]
rules:
  - IP-CIDR,10.0.0.0/8,DIRECT,no-resolve
  - IP-CIDR,172.16.0.0/12,DIRECT,no-resolve
  - IP-CIDR,192.168.0.0/16,DIRECT,no-resolve
  - IP-CIDR,127.0.0.0/8,DIRECT,no-resolve
  - MATCH,VPN
`;

const singBox = {
  log: { level: 'warn' },
  dns: {
    servers: [
      { tag: 'remote', type: 'https', server: '1.1.1.1', detour: 'VPN' },
      { tag: 'local', type: 'local' },
    ],
    final: 'remote',
    strategy: 'prefer_ipv4',
  },
  inbounds: [
    {
      type: 'tun',
      tag: 'tun',
      address: ['172.19.0.1/30', 'fdfe:dcba:9876::1/126'],
      mtu: 9000,
      auto_route: true,
      strict_route: true,
      stack: 'mixed',
    },
  ],
  outbounds: [
    { type: 'selector', tag: 'VPN', outbounds: ['Auto', '{all}'], default: 'Auto' },
    { type: 'urltest', tag: 'Auto', outbounds: ['{all}'], url: testUrl, interval: '5m', tolerance: 50 },
    { type: 'direct', tag: 'direct' },
  ],
  route: {
    rules: [
      { action: 'sniff' },
      { protocol: 'dns', action: 'hijack-dns' },
      { ip_is_private: true, outbound: 'direct' },
    ],
    final: 'VPN',
    auto_detect_interface: true,
    default_domain_resolver: 'local',
  },
};

const xray = {
  log: { loglevel: 'warning' },
  dns: { servers: ['https://1.1.1.1/dns-query', '8.8.8.8'] },
  inbounds: [
    { tag: 'socks', protocol: 'socks', listen: '127.0.0.1', port: 10808, settings: { udp: true } },
    { tag: 'http', protocol: 'http', listen: '127.0.0.1', port: 10809, settings: {} },
  ],
  outbounds: [
    { tag: 'direct', protocol: 'freedom' },
    { tag: 'block', protocol: 'blackhole' },
  ],
  routing: {
    domainStrategy: 'IPIfNonMatch',
    rules: [
      { ip: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', 'fc00::/7'], outboundTag: 'direct' },
    ],
  },
};

/** What a list is put into where the operator has written nothing. */
export const usualTemplates: Readonly<Record<TemplatedFormat, string>> = {
  MIHOMO: clash,
  STASH: clash,
  SING_BOX: JSON.stringify(singBox, null, 2),
  XRAY: JSON.stringify(xray, null, 2),
};
