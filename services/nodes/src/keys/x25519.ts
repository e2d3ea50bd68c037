import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

export interface KeyPairBytes {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
}

export function newX25519Pair(): KeyPairBytes {
  const { privateKey } = generateKeyPairSync('x25519');
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Prefix.length);
  return { privateKey: clamped(bytes), publicKey: x25519PublicKey(bytes) };
}

/** The public key that belongs to 32 bytes of private key. */
export function x25519PublicKey(privateKey: Buffer): Buffer {
  const { x } = createPublicKey(privateKeyOf(privateKey)).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

/** What the holder of either private key makes of the other's public one. Throws where that is none. */
export function sharedSecret(privateKey: Buffer, publicKey: Buffer): Buffer {
  const x = publicKey.toString('base64url');
  const theirs = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
  return diffieHellman({ privateKey: privateKeyOf(privateKey), publicKey: theirs });
}

function privateKeyOf(bytes: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, bytes]), format: 'der', type: 'pkcs8' });
}

/** As WireGuard's tools write it: the bits that X25519 ignores (RFC 7748 §5) are already what it takes them for. */
function clamped(privateKey: Buffer): Buffer {
  const bytes = Buffer.from(privateKey);
  bytes.writeUInt8(bytes.readUInt8(0) & 248, 0);
  bytes.writeUInt8((bytes.readUInt8(31) & 127) | 64, 31);
  return bytes;
}
