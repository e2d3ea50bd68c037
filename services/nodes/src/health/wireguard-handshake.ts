import { blake2s } from '@noble/hashes/blake2.js';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { newX25519Pair, sharedSecret, x25519PublicKey } from '../keys/x25519';

/** The names in all hashes (WireGuard's paper, §5.4). */
const construction = 'Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s';
const identifier = 'WireGuard v1 zx2c4 Jason@zx2c4.com';
const macLabel = 'mac1----';
const keyBytes = 32;
const tagBytes = 16;
const initiationBytes = 148;
const responseBytes = 92;
const cookieBytes = 64;

/** What AmneziaWG puts in the place of the types of messages, and before them. */
export interface Disguise {
  readonly initiationType: number;
  readonly responseType: number;
  readonly cookieType: number;
  readonly initiationPadding: number;
  readonly responsePadding: number;
  readonly cookiePadding: number;
}

export const undisguised: Disguise = {
  ...{ initiationType: 1, responseType: 2, cookieType: 3 },
  ...{ initiationPadding: 0, responsePadding: 0, cookiePadding: 0 },
};

interface Initiation {
  readonly packet: Buffer;
  /** Whether a packet is what only the holder of the node's private key can have answered. */
  isAnsweredBy(packet: Buffer): boolean;
}

/** Begins a handshake as the holder of a private key, with the holder of another. No data follows it. */
export function initiate(privateKey: Buffer, nodePublicKey: Buffer, disguise: Disguise, now: Date): Initiation {
  const ephemeral = newX25519Pair();
  const sender = randomBytes(4);
  let chain = hash(Buffer.from(construction));
  let transcript = hash(hash(chain, Buffer.from(identifier)), nodePublicKey);
  const mixHash = (data: Buffer) => (transcript = hash(transcript, data));
  const mixKey = (input: Buffer): Buffer => {
    const [next, key] = derive(chain, input, 2);
    chain = next;
    return key;
  };
  mixKey(ephemeral.publicKey);
  mixHash(ephemeral.publicKey);
  const staticKey = seal(
    mixKey(sharedSecret(ephemeral.privateKey, nodePublicKey)),
    x25519PublicKey(privateKey),
    transcript,
  );
  mixHash(staticKey);
  const timestamp = seal(mixKey(sharedSecret(privateKey, nodePublicKey)), tai64n(now), transcript);
  mixHash(timestamp);
  const message = Buffer.concat([word(disguise.initiationType), sender, ephemeral.publicKey, staticKey, timestamp]);
  const mac = blake2s(message, { key: hash(Buffer.from(macLabel), nodePublicKey), dkLen: tagBytes });
  const noCookie = Buffer.alloc(tagBytes);
  const packet = Buffer.concat([randomBytes(disguise.initiationPadding), message, mac, noCookie]);
  if (packet.length !== initiationBytes + disguise.initiationPadding) throw new Error('an initiation has 148 bytes');
  const isAnsweredBy = (answer: Buffer): boolean => {
    const cookie = unwrapped(answer, disguise.cookieType, disguise.cookiePadding, cookieBytes);
    // One that is pressed says so to whom it knows, and answers who comes back with its cookie.
    if (cookie?.subarray(4, 8).equals(sender)) return true;
    const response = unwrapped(answer, disguise.responseType, disguise.responsePadding, responseBytes);
    if (!response?.subarray(8, 12).equals(sender)) return false;
    return closes({ chain, transcript, ephemeral: ephemeral.privateKey, own: privateKey }, response);
  };
  return { packet, isAnsweredBy };
}

interface HalfDone {
  readonly chain: Buffer;
  readonly transcript: Buffer;
  readonly ephemeral: Buffer;
  readonly own: Buffer;
}

/** Whether a response ends the handshake that was begun. */
function closes({ chain, transcript, ephemeral, own }: HalfDone, response: Buffer): boolean {
  const theirs = response.subarray(12, 12 + keyBytes);
  const sealed = response.subarray(12 + keyBytes, 12 + keyBytes + tagBytes);
  let next = chain;
  for (const input of [theirs, sharedSecret(ephemeral, theirs), sharedSecret(own, theirs)]) {
    [next] = derive(next, input, 1);
  }
  const [, mixed, key] = derive(next, Buffer.alloc(keyBytes), 3); // without a preshared key
  return opens(key, sealed, hash(hash(transcript, theirs), mixed));
}

/** The message in a packet, if it is one of this type. */
function unwrapped(packet: Buffer, type: number, padding: number, length: number): Buffer | undefined {
  if (packet.length !== padding + length) return undefined;
  const message = packet.subarray(padding);
  return message.readUInt32LE(0) === type ? message : undefined;
}

function hash(...parts: readonly Buffer[]): Buffer {
  const hashing = createHash('blake2s256');
  for (const part of parts) hashing.update(part);
  return hashing.digest();
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hashing = createHmac('blake2s256', key);
  for (const part of parts) hashing.update(part);
  return hashing.digest();
}

/** Noise's HKDF: as many outputs as are wanted. */
function derive(chain: Buffer, input: Buffer, count: 1 | 2 | 3): [Buffer, Buffer, Buffer] {
  const secret = hmac(chain, input);
  const first = hmac(secret, Buffer.from([1]));
  const second = count > 1 ? hmac(secret, first, Buffer.from([2])) : Buffer.alloc(0);
  const third = count > 2 ? hmac(secret, second, Buffer.from([3])) : Buffer.alloc(0);
  return [first, second, third];
}

const firstNonce = Buffer.alloc(12);
const aead = 'chacha20-poly1305';

function seal(key: Buffer, text: Buffer, associated: Buffer): Buffer {
  const cipher = createCipheriv(aead, key, firstNonce, { authTagLength: tagBytes });
  cipher.setAAD(associated, { plaintextLength: text.length });
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function opens(key: Buffer, tag: Buffer, associated: Buffer): boolean {
  const decipher = createDecipheriv(aead, key, firstNonce, { authTagLength: tagBytes });
  decipher.setAAD(associated, { plaintextLength: 0 });
  decipher.setAuthTag(tag);
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

/** A label of TAI64N: seconds from 2^62 + 10 on, and nanoseconds. A later handshake needs a later one. */
function tai64n(now: Date): Buffer {
  const milliseconds = BigInt(now.getTime());
  const label = Buffer.alloc(12);
  label.writeBigUInt64BE(2n ** 62n + 10n + milliseconds / 1_000n);
  label.writeUInt32BE(Number(milliseconds % 1_000n) * 1_000_000, 8);
  return label;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
