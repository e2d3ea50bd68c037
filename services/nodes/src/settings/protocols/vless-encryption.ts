import { x25519PublicKey } from '../../keys/x25519';
import { bytesOf } from '../../atoms/key-text';

const scheme = 'mlkem768x25519plus';
const modes: readonly string[] = ['native', 'xorpub', 'random'];
/** How long a client may resume without a full handshake: "600s", or from and to, "300-600s". */
const ticketPattern = /^\d{1,6}(-\d{1,6})?s$/;
/** "probability-from-to", e.g. "100-111-1111"; shorter than any key. */
const paddingPattern = /^\d{1,3}-\d{1,5}-\d{1,5}$/;
const shortestKey = 20;
const x25519Bytes = 32;
/** Of an ML-KEM-768 seed, and of the public key that follows from it (FIPS 203). */
const mlKemBytes = { seed: 64, publicKey: 1_184 } as const;

export const plainDecryption = 'none';

interface Parts {
  readonly mode: string;
  readonly paddings: readonly string[];
  readonly keys: readonly Buffer[];
}

function partsOf(text: string, rtt: RegExp): Parts | undefined {
  const [name, mode = '', time = '', ...rest] = text.split('.');
  if (name !== scheme || !modes.includes(mode) || !rtt.test(time) || rest.length === 0) return undefined;
  const firstKey = rest.findIndex((part) => part.length >= shortestKey);
  if (firstKey < 0) return undefined;
  const paddings = rest.slice(0, firstKey);
  const keys = rest.slice(firstKey).map((part) => bytesOf(part, 'base64url'));
  if (!paddings.every((part) => paddingPattern.test(part)) || keys.some((key) => !key)) return undefined;
  return { mode, paddings, keys: keys as Buffer[] };
}

/** "none", or the server's side of VLESS encryption, as `xray vlessenc` writes it. */
export function isDecryption(text: string): boolean {
  if (text === plainDecryption) return true;
  const parts = partsOf(text, ticketPattern);
  return parts?.keys.every(({ length }) => length === x25519Bytes || length === mlKemBytes.seed) ?? false;
}

/** The clients' side of it. */
export function isEncryption(text: string): boolean {
  if (text === plainDecryption) return true;
  const parts = partsOf(text, /^[01]rtt$/);
  return parts?.keys.every(({ length }) => length === x25519Bytes || length === mlKemBytes.publicKey) ?? false;
}

/** What clients need for a `decryption`; undefined where a key of ML-KEM is in it, whose public key must be given. */
export function encryptionFor(decryption: string): string | undefined {
  if (decryption === plainDecryption) return plainDecryption;
  const parts = partsOf(decryption, ticketPattern);
  if (!parts?.keys.every(({ length }) => length === x25519Bytes)) return undefined;
  const publicKeys = parts.keys.map((key) => x25519PublicKey(key).toString('base64url'));
  return [scheme, parts.mode, '0rtt', ...parts.paddings, ...publicKeys].join('.');
}

/** A fresh `decryption` with X25519 for proving who the server is; the keys of a session are post-quantum either way. */
export function decryptionOf(privateKey: Buffer): string {
  return [scheme, 'native', '600s', privateKey.toString('base64url')].join('.');
}
