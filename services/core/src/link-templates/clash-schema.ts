import { z } from 'zod';
import { listOfObjects, oneOf, port, prefix } from './template-schema';

/** YAML's own words for it included. */
const flag = z.union([z.boolean(), z.string().regex(/^(true|false|yes|no|on|off)$/i)], 'Use true or false.').optional();
const seconds = z.union([z.int(), z.string().regex(/^\d+$/)], 'This is no number of seconds.').optional();
const texts = z.array(z.string(), 'A list of texts is expected.').optional();

const types = [
  ...['ss', 'ssr', 'socks5', 'http', 'vmess', 'vless', 'snell', 'trojan', 'hysteria', 'hysteria2', 'wireguard', 'tuic'],
  ...['direct', 'dns', 'reject', 'ssh', 'mieru', 'anytls', 'sudoku', 'masque', 'trusttunnel'],
];

/** A server of names: an address, or one behind a scheme. */
const nameServer = z.string().refine((text) => {
  const [, scheme] = /^([a-z0-9]+):\/\//i.exec(text) ?? [];
  return (
    scheme === undefined || ['udp', 'tcp', 'tls', 'http', 'https', 'quic', 'dhcp', 'system', 'rcode'].includes(scheme)
  );
}, 'This is no server of names.');

const common = {
  port,
  'socks-port': port,
  'mixed-port': port,
  'redir-port': port,
  'tproxy-port': port,
  'allow-lan': flag,
  ipv6: flag,
  mode: oneOf('rule', 'global', 'direct').optional(),
  'log-level': oneOf('info', 'warning', 'error', 'debug', 'silent').optional(),
  rules: texts,
  'proxy-providers': z.record(z.string(), z.looseObject({})).optional(),
  'rule-providers': z.record(z.string(), z.looseObject({})).optional(),
  proxies: listOfObjects,
  'proxy-groups': z
    .array(z.looseObject({ interval: seconds, tolerance: seconds, url: z.string().optional() }))
    .optional(),
};

export const stashForm = z.looseObject(common);

export const mihomoForm = z.looseObject({
  ...common,
  proxies: z.array(z.looseObject({ type: oneOf(...types) })).optional(),
  dns: z
    .looseObject({
      enable: flag,
      ipv6: flag,
      'enhanced-mode': oneOf('normal', 'fake-ip', 'redir-host').optional(),
      'fake-ip-range': prefix.optional(),
      nameserver: z.array(nameServer).optional(),
      fallback: z.array(nameServer).optional(),
    })
    .optional(),
  tun: z.looseObject({ enable: flag, stack: oneOf('system', 'gvisor', 'mixed').optional() }).optional(),
});

/** The first word of mihomo's rules. */
export const mihomoRules: ReadonlySet<string> = new Set([
  ...['DOMAIN', 'DOMAIN-SUFFIX', 'DOMAIN-KEYWORD', 'DOMAIN-REGEX', 'DOMAIN-WILDCARD', 'GEOSITE', 'GEOIP', 'SRC-GEOIP'],
  ...['IP-ASN', 'SRC-IP-ASN', 'IP-CIDR', 'IP-CIDR6', 'SRC-IP-CIDR', 'IP-SUFFIX', 'SRC-IP-SUFFIX', 'SRC-PORT'],
  ...['DST-PORT', 'IN-PORT', 'DSCP', 'PROCESS-NAME', 'PROCESS-PATH', 'PROCESS-NAME-REGEX', 'PROCESS-PATH-REGEX'],
  ...['PROCESS-NAME-WILDCARD', 'PROCESS-PATH-WILDCARD', 'NETWORK', 'UID', 'IN-TYPE', 'IN-USER', 'IN-NAME', 'RULE-SET'],
  ...['SUB-RULE', 'AND', 'OR', 'NOT', 'MATCH'],
]);

export const networkRules: ReadonlySet<string> = new Set([
  'IP-CIDR',
  'IP-CIDR6',
  'SRC-IP-CIDR',
  'IP-SUFFIX',
  'SRC-IP-SUFFIX',
]);
