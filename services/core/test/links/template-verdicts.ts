import type { TemplatedFormat } from '../../src/link-formats/link-format';

/** A template, and whether the client it is for takes it: said by the client itself, in the soak of links' clients. */
export interface Verdict {
  readonly what: string;
  readonly format: Exclude<TemplatedFormat, 'STASH'>;
  readonly document: object;
  readonly isTaken: boolean;
}

const clash = {
  proxies: [{ name: 'P', type: 'socks5', server: '192.0.2.1', port: 1 }],
  'proxy-groups': [{ name: 'VPN', type: 'select', proxies: ['P'] }],
  rules: ['MATCH,VPN'],
};
const group = (more: object) => ({ 'proxy-groups': [{ name: 'VPN', type: 'select', proxies: ['P'], ...more }] });
const clashRules = (...rules: string[]) => ({ rules: [...rules, 'MATCH,VPN'] });
const names = (more: object) => ({ dns: { enable: true, nameserver: ['192.0.2.1'], ...more } });

const singBox = {
  outbounds: [
    { type: 'selector', tag: 'VPN', outbounds: ['P'] },
    { type: 'socks', tag: 'P', server: '192.0.2.1', server_port: 1 },
    { type: 'direct', tag: 'direct' },
  ],
  route: { final: 'VPN' },
};
const singBoxOutbound = (outbound: object) => ({
  outbounds: [
    { tag: 'VPN', ...outbound },
    { type: 'direct', tag: 'P' },
  ],
});
const singBoxInbound = (inbound: object) => ({ inbounds: [{ tag: 'in', ...inbound }] });

const xray = { outbounds: [{ tag: 'direct', protocol: 'freedom' }] };
const xrayInbound = (inbound: object) => ({ inbounds: [{ tag: 'in', protocol: 'socks', port: 1, ...inbound }] });
const xrayRule = (rule: object) => ({ routing: { rules: [rule] } });

type Row = readonly [what: string, change: object];

const mihomo: { readonly taken: readonly Row[]; readonly refused: readonly Row[] } = {
  taken: [
    ['as it is', {}],
    ['a section nobody knows', { nonsense: 1 }],
    ['a group that tries', group({ type: 'url-test', url: 'http://192.0.2.1/', interval: 300, tolerance: 50 })],
    ['a rule of rules', clashRules('AND,((NETWORK,UDP),(DST-PORT,443)),REJECT')],
    ['names of fake addresses', names({ 'enhanced-mode': 'fake-ip', 'fake-ip-range': '198.18.0.1/16' })],
    ['ports', { 'mixed-port': 7890, 'allow-lan': false, ipv6: true, mode: 'Rule', 'log-level': 'warning' }],
    ['a rule for networks', clashRules('IP-CIDR,10.0.0.0/8,DIRECT,no-resolve', 'IP-CIDR6,fc00::/7,VPN')],
  ],
  refused: [
    ['a group of an unknown kind', group({ type: 'nonsense' })],
    ['a group of a kind that is gone', group({ type: 'relay' })],
    ['an interval in words', group({ type: 'url-test', interval: 'soon' })],
    [
      'groups in a circle',
      {
        'proxy-groups': [
          { name: 'VPN', type: 'select', proxies: ['B'] },
          { name: 'B', type: 'select', proxies: ['VPN'] },
        ],
      },
    ],
    ['a group of nobody', group({ proxies: [] })],
    ['a group of strangers', group({ proxies: ['Q'] })],
    ['a group of an unknown list', group({ use: ['nobody'] })],
    ['an unknown rule', clashRules('NONSENSE,x,VPN')],
    ['a rule for no network', clashRules('IP-CIDR,300.1.1.1/8,VPN')],
    ['a rule of a set that is not there', clashRules('RULE-SET,nobody,VPN')],
    ['a rule of rules that leads nowhere', clashRules('AND,((NETWORK,UDP),(DST-PORT,443)),NOBODY')],
    ['a rule that leads nowhere', clashRules('DOMAIN,example.org,NOBODY')],
    ['an unknown mode', { mode: 'other' }],
    ['a port in words', { 'mixed-port': 'one' }],
    ['an unknown way of names', names({ 'enhanced-mode': 'other' })],
    ['an unknown server of names', names({ nameserver: ['other://192.0.2.1'] })],
    ['fake addresses of no network', names({ 'enhanced-mode': 'fake-ip', 'fake-ip-range': 'none' })],
    ['a loud log', { 'log-level': 'loud' }],
    ['a proxy of an unknown kind', { proxies: [{ name: 'P', type: 'other', server: '192.0.2.1', port: 1 }] }],
    ['proxies that are no list', { proxies: {} }],
    ['rules that are no list', { rules: {} }],
    ['an unknown stack', { tun: { enable: false, stack: 'other' } }],
    ['neither true nor false', { ipv6: 'maybe' }],
  ],
};

const singBoxRows: typeof mihomo = {
  taken: [
    ['as it is', {}],
    ['a group that tries', singBoxOutbound({ type: 'urltest', outbounds: ['P'], interval: '5m' })],
    ['an inbound', singBoxInbound({ type: 'mixed', listen: '127.0.0.1', listen_port: 1 })],
    ['servers of names', { dns: { servers: [{ type: 'local', tag: 'a' }] }, route: { default_domain_resolver: 'a' } }],
    ['actions', { route: { rules: [{ action: 'sniff' }, { protocol: 'dns', action: 'hijack-dns' }] } }],
  ],
  refused: [
    ['an unknown section', { nonsense: 1 }],
    ['an outbound of an unknown kind', singBoxOutbound({ type: 'other' })],
    ['an outbound of a kind that is gone', singBoxOutbound({ type: 'dns' })],
    ['a group of nobody', singBoxOutbound({ type: 'selector', outbounds: [] })],
    ['an interval in words', singBoxOutbound({ type: 'urltest', outbounds: ['P'], interval: 'soon' })],
    ['an unknown field of the route', { route: { nonsense: 1 } }],
    ['an unknown action', { route: { rules: [{ action: 'other' }] } }],
    ['an unknown server of names', { dns: { servers: [{ type: 'other', tag: 'a' }] } }],
    ['a server of names as it was written once', { dns: { servers: [{ tag: 'a', address: '192.0.2.1' }] } }],
    ['a resolver that is not there', { route: { default_domain_resolver: 'nobody' } }],
    ['an inbound of an unknown kind', singBoxInbound({ type: 'other' })],
    ['an inbound at no address', singBoxInbound({ type: 'mixed', listen: 'here', listen_port: 1 })],
    [
      'two inbounds of one name',
      {
        inbounds: [
          { type: 'mixed', tag: 'a', listen_port: 1 },
          { type: 'mixed', tag: 'a', listen_port: 2 },
        ],
      },
    ],
    ['a loud log', { log: { level: 'loud' } }],
    ['a tunnel without networks', singBoxInbound({ type: 'tun', address: ['here'] })],
    ['a tunnel as it was written once', singBoxInbound({ type: 'tun', inet4_address: '172.19.0.1/30' })],
  ],
};

const xrayRows: typeof mihomo = {
  taken: [
    ['as it is', {}],
    ['an inbound', xrayInbound({})],
    ['several ports', xrayInbound({ port: '1000-1010,2000' })],
    ['a rule', xrayRule({ ip: ['10.0.0.0/8', 'fc00::/7', '192.0.2.1'], outboundTag: 'direct' })],
    ['servers of names', { dns: { servers: ['192.0.2.1', { address: '192.0.2.2' }] } }],
  ],
  refused: [
    ['an outbound of an unknown kind', { outbounds: [{ tag: 'direct', protocol: 'other' }] }],
    ['an inbound of an unknown kind', xrayInbound({ protocol: 'other' })],
    ['an inbound without a port', xrayInbound({ port: undefined })],
    ['a port in words', xrayInbound({ port: 'one' })],
    [
      'two inbounds of one name',
      {
        inbounds: [
          { tag: 'a', protocol: 'socks', port: 1 },
          { tag: 'a', protocol: 'socks', port: 2 },
        ],
      },
    ],
    ['a rule without a condition', xrayRule({ outboundTag: 'direct' })],
    ['a rule for no network', xrayRule({ ip: ['here'], outboundTag: 'direct' })],
    ['a rule that leads nowhere', xrayRule({ ip: ['192.0.2.1'] })],
    ['a number for a server of names', { dns: { servers: [5] } }],
    ['servers of names that are no list', { dns: { servers: '192.0.2.1' } }],
    ['a list for the routing', { routing: [] }],
    ['outbounds that are no list', { outbounds: {} }],
    [
      'an unknown transport',
      { outbounds: [{ tag: 'direct', protocol: 'freedom', streamSettings: { network: 'other' } }] },
    ],
  ],
};

function verdicts(format: Verdict['format'], usual: object, rows: typeof mihomo): Verdict[] {
  const of =
    (isTaken: boolean) =>
    ([what, change]: Row) => ({ what, format, isTaken, document: { ...usual, ...change } });
  return [...rows.taken.map(of(true)), ...rows.refused.map(of(false))];
}

export const templateVerdicts: readonly Verdict[] = [
  ...verdicts('MIHOMO', clash, mihomo),
  ...verdicts('SING_BOX', singBox, singBoxRows),
  ...verdicts('XRAY', xray, xrayRows),
];
