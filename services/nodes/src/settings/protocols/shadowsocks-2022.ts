import { z } from 'zod';
import { bytesOf, secret } from '../../atoms/key-text';
import { defineProtocol, refusal } from '../definition';
import { carriersOf, datagramNetworks } from './datagram-networks';

/** Bytes of a key, by method (SIP022 §2.1). Of the three only those with AES tell users of one server apart (§3.2.1). */
export const keyBytesOf = {
  '2022-blake3-aes-128-gcm': 16,
  '2022-blake3-aes-256-gcm': 32,
  '2022-blake3-chacha20-poly1305': 32,
} as const;

export type Shadowsocks2022Method = keyof typeof keyBytesOf;

const methods = Object.keys(keyBytesOf) as Shadowsocks2022Method[];

export const shadowsocks2022 = defineProtocol({
  networks: ['raw'],
  securities: ['none'],
  shape: {
    method: z.enum(methods),
    /** The server's key; each user has one of the same length besides. */
    password: secret(z.string().min(1).max(128)),
    network: datagramNetworks,
  },
  check({ method, password }) {
    if (method === '2022-blake3-chacha20-poly1305') {
      const message = 'This method cannot tell users apart; use one with AES.';
      return [refusal('settings.method', 'single_user_method', message)];
    }
    const byteCount = keyBytesOf[method];
    if (bytesOf(password, 'base64')?.length === byteCount) return [];
    return [refusal('settings.password', 'not_a_key', `${method} takes a key of ${byteCount} bytes in base64.`)];
  },
  listens: carriersOf,
});
