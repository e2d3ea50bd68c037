import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;
const mostDataBytes = 256;

/** Written anew by each call, none of which waits for anything. */
const inner = Buffer.alloc(blockBytes + mostDataBytes);
const outer = Buffer.alloc(blockBytes + digestBytes);

/**
 * HMAC-SHA-256 (RFC 2104) of what is short. Node's own makes an object of each, which takes most of the time: a server that
 * starts empty is told of hundreds of thousands.
 *
 * @param key of a block at most
 * @param data in latin1, 256 at most
 */
export function hmac(key: Buffer, data: string): Buffer {
  if (key.length > blockBytes || data.length > mostDataBytes) throw new RangeError('too long for this HMAC');
  for (let at = 0; at < blockBytes; at += 1) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  const end = blockBytes + inner.write(data, blockBytes, 'latin1');
  // As text, which is made much faster than a buffer.
  outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'latin1');
  return Buffer.from(hash('sha256', outer, 'binary'), 'latin1');
}
