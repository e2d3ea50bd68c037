import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { listenAddress, rpcAddress } from './address';

const urlOf = (schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    message: `a URL starting with ${schemes.map((s) => `${s}://`).join(' or ')}`,
  });

const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => value === 'true');

/** Addresses and networks such as `10.0.0.0/8,::1`. */
const networks = z
  .string()
  .optional()
  .transform((text, context): BlockList => {
    const list = new BlockList();
    for (const entry of text?.split(',').map((part) => part.trim()) ?? []) {
      const [address = '', prefix] = entry.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      const bits = prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix);
      if (isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv6' ? 128 : 32)) {
        context.addIssue({
          code: 'custom',
          message: 'addresses or networks separated by commas, such as 10.0.0.0/8,::1',
        });
        return z.NEVER;
      }
      list.addSubnet(address, bits, family);
    }
    return list;
  });

/** What every process of the platform may be told. */
export const platformShape = {
  /** The server on which each service has the database `vortex_<service>`. */
  VORTEX_DATABASE_URL: urlOf(['postgres', 'postgresql']).optional(),
  /** Absent: events are handed over in the process. */
  VORTEX_BROKER_URL: urlOf(['amqp', 'amqps']).optional(),
  /** Absent: cache, rate limits and fan-out live in the process. */
  VORTEX_REDIS_URL: urlOf(['redis', 'rediss']).optional(),
  VORTEX_HTTP_LISTEN: listenAddress.optional(),
  VORTEX_RPC_LISTEN: rpcAddress.optional(),
  VORTEX_RPC_CA: z.string().optional(),
  VORTEX_RPC_CERT: z.string().optional(),
  VORTEX_RPC_KEY: z.string().optional(),
  /** Lets services meet over plain TCP on 127.0.0.1. For machines nobody else is on. */
  VORTEX_RPC_INSECURE_LOOPBACK: flag,
  /** Where the sockets of services that share a process are made. */
  VORTEX_RUN_DIR: z.string().optional(),
  VORTEX_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  VORTEX_LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  /** Absent: nobody may read metrics. */
  VORTEX_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  VORTEX_TRUSTED_PROXIES: networks,
  /** Absent: tracing is not even loaded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(['http', 'https']).optional(),
  VORTEX_SHAPE: z.enum(['standalone', 'distributed']).default('standalone'),
  /** The release that runs, `major.minor.patch`. */
  VORTEX_VERSION: z.string().optional(),
  VORTEX_PUBLIC_URL: urlOf(['http', 'https']).optional(),
} as const satisfies z.ZodRawShape;

export type PlatformSettings = z.output<z.ZodObject<typeof platformShape>>;
