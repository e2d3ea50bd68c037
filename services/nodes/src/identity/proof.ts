import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { KeyRefused, ProofRefused } from './identity.errors';

/** A key of P-256 from SubjectPublicKeyInfo in DER. Throws `KeyRefused` for any other. */
export function publicKeyFrom(der: Uint8Array): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    throw new KeyRefused();
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new KeyRefused();
  return key;
}

/** Throws `ProofRefused` unless whoever holds `key` has signed `message`. */
export function expectSigned(key: KeyObject, message: Uint8Array, proof: Uint8Array, path: string): void {
  if (!verify('sha256', message, key, proof)) throw new ProofRefused(path);
}
