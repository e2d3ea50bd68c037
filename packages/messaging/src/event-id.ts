import { randomFillSync } from 'node:crypto';

const random = Buffer.alloc(10);

/** UUIDv7 (RFC 9562 5.7): milliseconds first, so that inbox keys arrive in order and stay on few index pages. */
export function newEventId(now = Date.now()): string {
  randomFillSync(random);
  const time = now.toString(16).padStart(12, '0');
  const versioned = ((random.readUInt16BE(0) & 0x0fff) | 0x7000).toString(16);
  const variant = ((random.readUInt16BE(2) & 0x3fff) | 0x8000).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${variant}-${random.toString('hex', 4)}`;
}
