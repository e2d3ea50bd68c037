import { z } from 'zod';
import { secret } from '../../atoms/key-text';
import { streamCarriers } from '../carriers';
import { defineProtocol, type InboundKind, refusal, type Refusal } from '../definition';
import { checkFallbacks, fallbacks } from './fallbacks';
import { encryptionFor, isDecryption, isEncryption, plainDecryption } from './vless-encryption';

const vision = 'xtls-rprx-vision';

export const vless = defineProtocol({
  networks: ['raw', 'websocket', 'grpc', 'httpupgrade', 'xhttp'],
  securities: ['none', 'tls', 'reality'],
  shape: {
    /** Of every user. */
    flow: z.enum(['', vision]).default(''),
    decryption: secret(
      z
        .string()
        .max(16_384)
        .refine(isDecryption, {
          error: 'This is not what "xray vlessenc" writes.',
          params: { code: 'not_a_decryption' },
        }),
    ).default(plainDecryption),
    /** The clients' side of `decryption`. Follows from it unless ML-KEM proves who the server is. */
    encryption: z
      .string()
      .max(16_384)
      .refine(isEncryption, {
        error: 'This is not what "xray vlessenc" writes.',
        params: { code: 'not_an_encryption' },
      })
      .optional(),
    fallbacks,
  },
  check: (settings, kind) => [
    ...checkVision(settings, kind),
    ...checkFallbacks(settings.fallbacks.length, kind),
    ...checkEncryption(settings),
  ],
  derive({ decryption, encryption }) {
    return { encryption: encryptionFor(decryption) ?? encryption };
  },
  listens: streamCarriers,
});

/** Vision hands the inner TLS over to the socket, so it must know the outer layer: TLS 1.3, REALITY, or VLESS's own. */
function checkVision(settings: { flow: string; decryption: string }, kind: InboundKind): readonly Refusal[] {
  if (settings.flow === '' || settings.decryption !== plainDecryption) return [];
  const path = 'settings.flow';
  if (kind.network !== 'raw')
    return [refusal(path, 'vision_needs_raw', 'Vision needs the raw network, unless VLESS encryption is on.')];
  if (kind.security === 'none')
    return [refusal(path, 'vision_needs_tls', 'Vision needs TLS or REALITY, unless VLESS encryption is on.')];
  const { tlsSettings } = settings as { tlsSettings?: { maxVersion?: string } };
  if (tlsSettings?.maxVersion === undefined || tlsSettings.maxVersion === '1.3') return [];
  return [refusal('settings.tlsSettings.maxVersion', 'vision_needs_tls_1_3', 'Vision needs TLS 1.3.')];
}

function checkEncryption(settings: {
  decryption: string;
  encryption?: string | undefined;
  fallbacks: readonly unknown[];
}) {
  const { decryption, encryption } = settings;
  if (decryption === plainDecryption) return [];
  const refused: Refusal[] = [];
  if (settings.fallbacks.length > 0) {
    const message = 'Fallbacks cannot be used together with VLESS encryption.';
    refused.push(refusal('settings.fallbacks', 'fallbacks_with_encryption', message));
  }
  if (encryptionFor(decryption) === undefined && (encryption ?? plainDecryption) === plainDecryption) {
    const message = 'Give the clients’ side as well: it does not follow from a key of ML-KEM.';
    refused.push(refusal('settings.encryption', 'required', message));
  }
  return refused;
}
