import { z } from 'zod';
import { address, duration, oneOf, port, prefix } from './template-schema';

const shared = [
  ...['direct', 'socks', 'http', 'shadowsocks', 'snell', 'vmess', 'trojan', 'naive', 'hysteria', 'shadowtls'],
  ...['anytls', 'vless', 'tuic', 'hysteria2'],
];
const outboundTypes = [...shared, 'bridge', 'block', 'tor', 'ssh', 'selector', 'urltest'];
const inboundTypes = [...shared, 'tun', 'redirect', 'tproxy', 'mixed', 'cloudflared'];
const serverTypes = [
  ...['udp', 'tcp', 'tls', 'https', 'quic', 'h3', 'local', 'hosts', 'fakeip', 'dhcp', 'mdns', 'tailscale'],
  ...['resolved', 'openconnect', 'openvpn'],
];
const actions = [
  ...['route', 'route-options', 'evaluate', 'respond', 'direct', 'bypass', 'reject', 'hijack-dns', 'sniff', 'resolve'],
  ...['predefined'],
];

const networks = z.union([prefix, z.array(prefix)], 'Networks are expected, such as "172.19.0.1/30".').optional();
/** Fields that sing-box had once, and refuses today. */
const gone = z.undefined('sing-box has no such field any more.').optional();

const inbound = z.looseObject({
  type: oneOf(...inboundTypes),
  listen: address.optional(),
  listen_port: port,
  address: networks,
  inet4_address: gone,
  inet6_address: gone,
});
const outbound = z.looseObject({ type: oneOf(...outboundTypes), interval: duration });
const rule = z.looseObject({ action: oneOf(...actions).optional() });

/** It refuses every field it does not know, here as anywhere; what stands in rules and outbounds is left to it. */
const route = z.strictObject({
  rules: z.array(rule).optional(),
  rule_set: z.array(z.looseObject({})).optional(),
  final: z.string().optional(),
  ...Object.fromEntries(
    [
      ...['geoip', 'geosite', 'find_process', 'find_neighbor', 'dhcp_lease_files', 'auto_detect_interface'],
      ...['override_android_vpn', 'default_interface', 'default_mark', 'default_domain_resolver'],
      ...['default_network_strategy', 'default_network_type', 'default_fallback_network_type'],
      ...['default_fallback_delay', 'default_http_client'],
    ].map((name) => [name, z.unknown().optional()]),
  ),
});

export const singBoxForm = z.looseObject({
  log: z
    .looseObject({ level: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'panic').optional() })
    .optional(),
  dns: z
    .looseObject({ servers: z.array(z.looseObject({ type: oneOf(...serverTypes), address: gone })).optional() })
    .optional(),
  inbounds: z.array(inbound).optional(),
  outbounds: z.array(outbound).optional(),
  endpoints: z.array(z.looseObject({})).optional(),
  route: route.optional(),
});
