import { z } from 'zod';
import { secret } from '../../atoms/key-text';
import { defineProtocol, refusal } from '../definition';

const megabits = z.int().min(0).max(100_000).default(0);

const webAddress = z
  .string()
  .max(2_048)
  .refine((text) => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text), {
    error: 'This is not a web address.',
    params: { code: 'not_a_url' },
  });

/** What a visitor sees who is no customer. */
const masquerade = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('proxy'), url: webAddress, rewriteHost: z.boolean().default(false) }),
  z.strictObject({
    type: z.literal('file'),
    directory: z.string().regex(/^\/[^\0]{0,1023}$/, 'Not an absolute path.'),
  }),
  z.strictObject({
    type: z.literal('string'),
    content: z.string().max(65_536),
    statusCode: z.int().min(200).max(599).default(200),
  }),
]);

export const hysteria2 = defineProtocol({
  networks: ['raw'],
  securities: ['tls'],
  shape: {
    obfs: z.strictObject({ type: z.literal('salamander'), password: secret(z.string().min(4).max(256)) }).optional(),
    /** What each client may claim; 0 leaves it to the measured rate. */
    upMegabits: megabits,
    downMegabits: megabits,
    udpIdleTimeoutSeconds: z.int().min(2).max(600).default(60),
    masquerade: masquerade.optional(),
  },
  check(settings) {
    const { tlsSettings } = settings as {
      tlsSettings?: { alpn: readonly string[]; minVersion: string; maxVersion: string };
    };
    if (!tlsSettings) return [];
    const { alpn, maxVersion } = tlsSettings;
    const refused = [];
    if (alpn.length > 0 && !alpn.includes('h3')) {
      refused.push(refusal('settings.tlsSettings.alpn', 'needs_h3', 'Hysteria 2 is HTTP/3: offer "h3", or nothing.'));
    }
    if (maxVersion !== '1.3') {
      refused.push(refusal('settings.tlsSettings.maxVersion', 'quic_needs_tls_1_3', 'QUIC needs TLS 1.3.'));
    }
    return refused;
  },
  listens: () => ['udp'],
  takesPortRange: true,
});
