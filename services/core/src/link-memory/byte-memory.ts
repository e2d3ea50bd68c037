/** Of a key: the first bytes of a hash, which no two things share. */
export const keyBytes = 16;
const headBytes = 4 + keyBytes + 4;
const grain = 32;
/** Nothing takes less, so that the index, which has a place for each half of it, is never more than half full. */
const leastBytes = 128;

/**
 * A great many small things in one piece of memory that the garbage collector never looks into. What is put there comes
 * behind what was put there before; at the end it begins again at the front, in the place of the oldest.
 *
 *   size (4) | key (16) | length (4) | value …
 */
export class ByteMemory {
  private readonly bytes: Buffer;
  /** Where each thing begins, in grains and counted from one; found by its key, or behind it. */
  private readonly index: Uint32Array;
  private readonly mask: number;
  private head = 0;
  /** Where the oldest begins. Before the front is written to for the second time that is the front. */
  private tail = 0;
  /** Once the front is written to again: where the older things end. */
  private end = 0;
  private wrapped = false;
  private held = 0;

  constructor(capacity: number) {
    // Of the system, page by page as it is written to.
    this.bytes = Buffer.alloc(Math.floor(capacity / grain) * grain);
    this.mask = 2 ** Math.ceil(Math.log2(Math.max((capacity * 2) / leastBytes, 2))) - 1;
    this.index = new Uint32Array(this.mask + 1);
  }

  /** How many things it holds. */
  get size(): number {
    return this.held;
  }

  /** As it lies in the memory: good until the next one is put there. */
  get(key: Buffer): Buffer | undefined {
    const at = this.index[this.placeOf(key)] ?? 0;
    if (at === 0) return undefined;
    const begin = offsetOf(at);
    return this.bytes.subarray(begin + headBytes, begin + headBytes + this.bytes.readUInt32LE(begin + 4 + keyBytes));
  }

  /** What does not fit is not kept. */
  put(key: Buffer, value: Uint8Array): void {
    const size = sizeFor(value.length);
    if (size > this.bytes.length / 8) return;
    const old = this.index[this.placeOf(key)] ?? 0;
    if (old !== 0 && this.sizeAt(offsetOf(old)) >= size) return this.write(offsetOf(old), value);
    const begin = this.roomFor(size);
    this.delete(key);
    this.bytes.writeUInt32LE(size, begin);
    key.copy(this.bytes, begin + 4, 0, keyBytes);
    this.write(begin, value);
    this.index[this.placeOf(key)] = begin / grain + 1;
    this.held += 1;
  }

  delete(key: Buffer): void {
    const place = this.placeOf(key);
    if (this.index[place] !== 0) this.remove(place);
  }

  private write(begin: number, value: Uint8Array): void {
    this.bytes.writeUInt32LE(value.length, begin + 4 + keyBytes);
    this.bytes.set(value, begin + headBytes);
  }

  private roomFor(size: number): number {
    if (this.head + size > this.bytes.length) {
      while (this.wrapped) this.dropOldest();
      this.end = this.head;
      this.head = 0;
      this.wrapped = true;
    }
    while (this.wrapped && this.tail < this.head + size) this.dropOldest();
    const begin = this.head;
    this.head += size;
    return begin;
  }

  private dropOldest(): void {
    const place = this.placeOf(this.bytes, this.tail + 4);
    // Where its key leads elsewhere, or nowhere, it was replaced or deleted before.
    if (this.index[place] === this.tail / grain + 1) this.remove(place);
    this.tail += this.sizeAt(this.tail);
    if (this.tail < this.end) return;
    this.tail = 0;
    this.wrapped = false;
  }

  /** Where the key is in the index, or would be. */
  private placeOf(key: Buffer, from = 0): number {
    let place = key.readUInt32LE(from) & this.mask;
    for (let at = this.index[place] ?? 0; at !== 0; at = this.index[place] ?? 0) {
      if (this.isAt(offsetOf(at) + 4, key, from)) break;
      place = (place + 1) & this.mask;
    }
    return place;
  }

  private isAt(place: number, key: Buffer, from: number): boolean {
    for (let n = 0; n < keyBytes; n += 4) {
      if (this.bytes.readInt32LE(place + n) !== key.readInt32LE(from + n)) return false;
    }
    return true;
  }

  /** What stands behind a gap in the index moves up, so that it is still found from where its key leads to. */
  private remove(place: number): void {
    let gap = place;
    for (let next = (gap + 1) & this.mask; this.index[next] !== 0; next = (next + 1) & this.mask) {
      const begin = offsetOf(this.index[next] ?? 0);
      const home = this.bytes.readUInt32LE(begin + 4) & this.mask;
      if (((next - home) & this.mask) < ((next - gap) & this.mask)) continue;
      this.index[gap] = this.index[next] ?? 0;
      gap = next;
    }
    this.index[gap] = 0;
    this.held -= 1;
  }

  private sizeAt(begin: number): number {
    return this.bytes.readUInt32LE(begin);
  }
}

function offsetOf(at: number): number {
  return (at - 1) * grain;
}

function sizeFor(length: number): number {
  return Math.max(Math.ceil((headBytes + length) / grain) * grain, leastBytes);
}
