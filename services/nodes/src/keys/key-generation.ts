import { randomBytes, randomUUID } from 'node:crypto';
import { decryptionOf, encryptionFor } from '../settings/protocols/vless-encryption';
import { keyBytesOf } from '../settings/protocols/shadowsocks-2022';
import { newX25519Pair } from './x25519';

export interface GeneratedKeys {
  /** What the server keeps; the value itself when there is only one. */
  readonly privateValue: string;
  /** What clients get; empty when there is nothing such. */
  readonly publicValue: string;
}

const shortIdBytes = 8;
const presharedKeyBytes = 32;

/** How keys of each kind are made. */
export const generators = {
  reality: () => pair('base64url'),
  wireguard: () => pair('base64'),
  'short-id': () => alone(randomBytes(shortIdBytes).toString('hex')),
  'shadowsocks-2022-aes-128': () => random(keyBytesOf['2022-blake3-aes-128-gcm']),
  'shadowsocks-2022-aes-256': () => random(keyBytesOf['2022-blake3-aes-256-gcm']),
  'shadowsocks-2022-chacha20': () => random(keyBytesOf['2022-blake3-chacha20-poly1305']),
  uuid: () => alone(randomUUID()),
  'vless-encryption': vlessEncryption,
  'wireguard-preshared': () => random(presharedKeyBytes),
} as const satisfies Readonly<Record<string, () => GeneratedKeys>>;

export type KeyKind = keyof typeof generators;

function pair(encoding: 'base64' | 'base64url'): GeneratedKeys {
  const { privateKey, publicKey } = newX25519Pair();
  return { privateValue: privateKey.toString(encoding), publicValue: publicKey.toString(encoding) };
}

function vlessEncryption(): GeneratedKeys {
  const decryption = decryptionOf(newX25519Pair().privateKey);
  return { privateValue: decryption, publicValue: encryptionFor(decryption) ?? '' };
}

function random(byteCount: number): GeneratedKeys {
  return alone(randomBytes(byteCount).toString('base64'));
}

function alone(value: string): GeneratedKeys {
  return { privateValue: value, publicValue: '' };
}
