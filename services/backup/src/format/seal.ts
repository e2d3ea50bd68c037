import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { ArchiveDamaged, ArchiveTruncated } from './archive.errors';

/** Of an empty gzip member with a comment (RFC 1952, 2.3): magic, deflate, FCOMMENT, no time, no hints, unknown system. */
const head = Buffer.from([0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 255]);
/** An empty deflate block, the CRC-32 of nothing, and its length. */
const tail = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const label = 'vortex sha256 ';
const sealBytes = head.length + label.length + 64 + 1 + tail.length;

/** Other programs pass over it: to them it is one more, empty part of the same gzip file. */
function sealOf(hash: Hash): Buffer {
  return Buffer.concat([head, Buffer.from(`${label}${hash.digest('hex')}\0`, 'latin1'), tail]);
}

/** Puts the SHA-256 of all that went through behind it. */
export class Sealing extends Transform {
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(null, sealOf(this.hash));
  }
}

/** Takes the seal off again, and fails at the end where it does not belong to what went through. */
export class Unsealing extends Transform {
  private readonly hash = createHash('sha256');
  private kept: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const all = Buffer.concat([this.kept, chunk]);
    const passing = all.subarray(0, Math.max(all.length - sealBytes, 0));
    this.kept = Buffer.from(all.subarray(passing.length));
    this.hash.update(passing);
    done(null, passing);
  }

  override _flush(done: TransformCallback): void {
    if (this.kept.equals(sealOf(this.hash))) return done();
    const looksSealed = this.kept.includes(label, 0, 'latin1') && this.kept.subarray(-tail.length).equals(tail);
    done(looksSealed ? new ArchiveDamaged('checksum') : new ArchiveTruncated());
  }
}
