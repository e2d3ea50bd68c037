import { keyBytes } from './byte-memory';
import type { OwnFields } from './shared-fields';

/** That a client has its list already, as it is remembered. */
export interface Unchanged extends OwnFields {
  /** Of the database, and the place of the user's changes; see ChangeMoments. */
  readonly moment: number;
  readonly place: number;
  readonly until: number;
  /** A hash of what was asked. */
  readonly asked: Buffer;
  /** The number of the offer it was answered from. */
  readonly offer: number;
}

const askedAt = 8 + 8 + 4 + 4 + 4;
const textAt = askedAt + keyBytes;
/** Of one user: whoever asks in ever new ways takes no more room than that from others. */
const mostOfOne = 64;

/** Where it is remembered: at one of a few places of its user. */
export function unchangedKey(userKey: Buffer, asked: Buffer): Buffer {
  const key = Buffer.from(userKey);
  const number = 1 + ((asked[0] ?? 0) % mostOfOne);
  key.writeInt32LE(key.readInt32LE(0) ^ Math.imul(number, 0x9e3779b1), 0);
  return key;
}

export function unchangedRecord({ moment, until, place, asked, offer, set, own }: Unchanged): Buffer {
  const record = Buffer.allocUnsafe(textAt + Buffer.byteLength(own));
  record.writeDoubleLE(moment, 0);
  record.writeDoubleLE(until, 8);
  record.writeUInt32LE(place, 16);
  record.writeUInt32LE(offer, 20);
  record.writeUInt32LE(set, 24);
  asked.copy(record, askedAt);
  record.write(own, textAt);
  return record;
}

export function readUnchanged(record: Buffer): Unchanged {
  return {
    moment: record.readDoubleLE(0),
    until: record.readDoubleLE(8),
    place: record.readUInt32LE(16),
    asked: record.subarray(askedAt, textAt),
    offer: record.readUInt32LE(20),
    set: record.readUInt32LE(24),
    own: record.toString('utf8', textAt),
  };
}
