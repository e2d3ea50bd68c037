import { z } from 'zod';

const text = z.string();
const range = z.object({ from: z.number(), to: z.number() });

const amnezia = z.record(z.string(), z.union([z.number(), z.string()]));

/** What clients need of an inbound, as nodes tells it. What a later release adds is not looked at. */
export const inboundViewSchema = z.object({
  flow: text.default(''),
  encryption: text.default('none'),
  method: text.default(''),
  /** Of Shadowsocks: "tcp", "udp" or both. */
  network: text.default('tcp,udp'),
  serverKey: text.optional(),
  obfsPassword: text.optional(),
  udp: z.boolean().default(false),
  wireguard: z
    .object({
      publicKey: text,
      addressPools: z.object({ ipv4: text.optional(), ipv6: text.optional() }),
      mtu: z.number().default(1_420),
      dns: z.array(text).default([]),
      persistentKeepaliveSeconds: z.number().default(25),
      amnezia: amnezia.optional(),
    })
    .optional(),
  transport: z
    .object({
      path: text.default('/'),
      host: text.default(''),
      mode: text.default('auto'),
      heartbeatPeriod: z.number().default(0),
      serviceName: text.default(''),
      authority: text.default(''),
      multiMode: z.boolean().default(false),
      noGRPCHeader: z.boolean().default(false),
      xPaddingBytes: range.optional(),
      scMaxEachPostBytes: range.optional(),
      scMinPostsIntervalMs: range.optional(),
    })
    .optional(),
  tls: z
    .object({
      serverName: text.optional(),
      alpn: z.array(text).default([]),
      certificateName: text.optional(),
      /** In PEM: clients believe it because they were handed it. */
      pinnedCertificate: text.optional(),
    })
    .optional(),
  reality: z
    .object({ publicKey: text, shortIds: z.array(text).default([]), serverNames: z.array(text).default([]) })
    .optional(),
});

export type InboundView = z.output<typeof inboundViewSchema>;

export function parseInboundView(json: string): InboundView {
  return inboundViewSchema.parse(JSON.parse(json));
}
