import { z } from 'zod';
import { isNetwork, oneOf } from './template-schema';

const both = ['http', 'shadowsocks', 'socks', 'vless', 'vmess', 'trojan', 'wireguard', 'hysteria'];
const inboundProtocols = [...both, 'tunnel', 'dokodemo-door', 'mixed', 'tun'];
const outboundProtocols = [...both, 'block', 'blackhole', 'loopback', 'direct', 'freedom', 'dns'];
const transports = [
  'raw',
  'tcp',
  'xhttp',
  'splithttp',
  'kcp',
  'mkcp',
  'grpc',
  'ws',
  'websocket',
  'httpupgrade',
  'hysteria',
];

/** A number, a range, or several of them, or a variable of the client's environment. */
const ports = z
  .union([z.int(), z.string().regex(/^(env:\w+|\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*)$/)], 'This is no port.')
  .optional();

const streamSettings = z.looseObject({ network: oneOf(...transports).optional() }).optional();

const inbound = z
  .looseObject({ protocol: oneOf(...inboundProtocols), port: ports, streamSettings })
  .refine(({ port, listen, protocol }) => port !== undefined || protocol === 'tun' || isPath(listen), {
    message: 'It needs a port.',
    path: ['port'],
  });

/** A socket in the file system has no port. */
function isPath(listen: unknown): boolean {
  return typeof listen === 'string' && /^[/@]/.test(listen);
}

const outbound = z.looseObject({ protocol: z.string().optional(), streamSettings });

/** Networks, lists of the client's own files, and what is not to be in them. */
const place = z.string().refine((text) => {
  const bare = text.replace(/^!/, '');
  return /^(geoip|ext|ext-ip):/.test(bare) || isNetwork(bare);
}, 'This is no network.');
const texts = z.union([z.string(), z.array(z.string())]).optional();

const conditions = [
  ...[
    'domain',
    'domains',
    'ip',
    'port',
    'network',
    'sourceIP',
    'source',
    'sourcePort',
    'user',
    'vlessRoute',
    'inboundTag',
  ],
  ...['protocol', 'attrs', 'localIP', 'localPort', 'process'],
];

const rule = z
  .looseObject({ ip: z.union([z.array(place), z.string()]).optional(), domain: texts })
  .superRefine((fields, context) => {
    const { outboundTag, balancerTag } = fields as Readonly<Record<string, unknown>>;
    if (outboundTag === undefined && balancerTag === undefined) {
      context.addIssue({ code: 'custom', message: 'It leads nowhere: name an outboundTag or a balancerTag.' });
    }
    if (!conditions.some((name) => name in fields)) {
      context.addIssue({ code: 'custom', message: 'It has no condition.' });
    }
  });

const nameServer = z.union([z.string(), z.looseObject({ address: z.string() })], 'This is no server of names.');

export const xrayForm = z.looseObject({
  log: z.looseObject({}).optional(),
  dns: z.looseObject({ servers: z.array(nameServer).optional() }).optional(),
  routing: z
    .looseObject({ rules: z.array(rule).optional(), balancers: z.array(z.looseObject({})).optional() })
    .optional(),
  inbounds: z.array(inbound).optional(),
  outbounds: z.array(outbound).optional(),
});

export const knownOutbounds: ReadonlySet<string> = new Set(outboundProtocols);
