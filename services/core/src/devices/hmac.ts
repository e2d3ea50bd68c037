import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;
const mostDataBytes = 256;

/** HMAC-SHA-256 under one key, of data in an encoding of Node's: 256 bytes of it at most. */
export type Hmac = (data: string, encoding: 'latin1' | 'base64url') => Buffer;

/**
 * HMAC-SHA-256 (RFC 2104) of what is short. Node's own makes an object of each, which takes most of the time: a server that
 * starts empty is told of hundreds of thousands.
 *
 * @param key of a block at most
 */
export function hmacWith(key: Uint8Array): Hmac {
  if (key.length > blockBytes) throw new RangeError('too long for the key of this HMAC');
  const inner = Buffer.allocUnsafe(blockBytes + mostDataBytes).fill(0x36, 0, blockBytes);
  const outer = Buffer.allocUnsafe(blockBytes + digestBytes).fill(0x5c, 0, blockBytes);
  for (let at = 0; at < key.length; at += 1) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return (data, encoding) => {
    if (data.length > mostDataBytes) throw new RangeError('too long for this HMAC');
    const end = blockBytes + inner.write(data, blockBytes, encoding);
    // As text, which is made much faster than a buffer.
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'latin1');
    const digest = Buffer.allocUnsafe(digestBytes);
    digest.write(hash('sha256', outer, 'binary'), 'latin1');
    return digest;
  };
}
