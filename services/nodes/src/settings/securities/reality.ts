import { z } from 'zod';
import { keyText, secret } from '../../atoms/key-text';
import { endpoint, hostName } from '../../atoms/network-address';
import { x25519PublicKey } from '../../keys/x25519';
import { definePart, refusal } from '../definition';

const key = keyText('base64url', 32);

/** Of clients: three numbers below 256. */
const version = z
  .string()
  .regex(/^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){0,2}$/, 'Not a version such as "26.9.8".')
  .optional();

const limit = z
  .strictObject({
    afterBytes: z.int().min(0).default(0),
    bytesPerSec: z.int().min(0).default(0),
    burstBytesPerSec: z.int().min(0).default(0),
  })
  .optional();

export const reality = definePart({
  shape: {
    realitySettings: z.strictObject({
      /** The server it is taken for by who does not know the key. It must speak TLS 1.3 and HTTP/2. */
      target: endpoint,
      serverNames: z.array(hostName).min(1).max(64),
      privateKey: secret(key),
      /** Follows from `privateKey`. */
      publicKey: key.optional(),
      shortIds: z
        .array(
          z
            .string()
            .regex(/^([0-9a-fA-F]{2}){0,8}$/, 'Up to 16 hexadecimal digits, an even number.')
            .toLowerCase(),
        )
        .min(1)
        .max(64),
      /** Signs with ML-DSA-65 besides, for clients that check it. */
      mldsa65Seed: secret(key).optional(),
      minClientVer: version,
      maxClientVer: version,
      /** Milliseconds a client's clock may be off; 0 does not look. */
      maxTimeDiff: z.int().min(0).max(86_400_000).default(0),
      xver: z.int().min(0).max(2).default(0),
      limitFallbackUpload: limit,
      limitFallbackDownload: limit,
    }),
  },
  check({ realitySettings }) {
    const { privateKey, mldsa65Seed, shortIds } = realitySettings;
    const twice = shortIds.findIndex((id, index) => shortIds.indexOf(id) < index);
    return [
      ...(mldsa65Seed === privateKey
        ? [refusal('settings.realitySettings.mldsa65Seed', 'same_key', 'It must differ from privateKey.')]
        : []),
      ...(twice >= 0
        ? [refusal(`settings.realitySettings.shortIds[${twice}]`, 'duplicate', 'It is there twice.')]
        : []),
    ];
  },
  derive({ realitySettings }) {
    const publicKey = x25519PublicKey(Buffer.from(realitySettings.privateKey, 'base64url')).toString('base64url');
    return { realitySettings: { ...realitySettings, publicKey } };
  },
});
