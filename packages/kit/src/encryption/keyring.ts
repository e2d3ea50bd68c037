import { createCipheriv, createDecipheriv } from 'node:crypto';
import { secureBytes } from '../ids/random-pool';

const version = 1;
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const withTag = { authTagLength: tagBytes };
/** Far below what random nonces allow, and more than any statement writes. */
const mostOfOneKey = 100_000;

/** Master keys by id, the one that seals first. */
export type KeyMaterial = ReadonlyMap<string, Uint8Array>;

/** A sealed value cannot be opened: it was changed, belongs to another row, or its master key is gone. Fails closed. */
export class SealBroken extends Error {
  constructor(reason: string) {
    super(`a sealed value cannot be opened: ${reason}`);
    this.name = 'SealBroken';
  }
}

/**
 * Envelope encryption: each value, or batch of values, has a key of its own, which a master key wraps. Layout of a sealed value:
 * version (1 byte), length of the master key's id (1), the id, wrapped data key (12 nonce + 32 + 16 tag),
 * then the value (12 nonce + n + 16 tag).
 *
 * The context says where the value lives, as `table.column:rowid`. It is authenticated, not stored: a value copied into
 * another row does not open.
 */
export class Keyring {
  private readonly current: { readonly id: string; readonly key: Buffer } | undefined;

  /** @param keys master keys by id; the first one seals, the others only open what they have sealed before */
  constructor(private readonly keys: ReadonlyMap<string, Buffer>) {
    const [first] = keys;
    if (first) this.current = { id: first[0], key: first[1] };
  }

  /** Of what another keyring was made of, in this thread or in another. */
  static of(material: KeyMaterial): Keyring {
    return new Keyring(new Map([...material].map(([id, key]) => [id, Buffer.from(key)])));
  }

  /** For a thread of this process, which makes a keyring of its own of it. */
  get material(): KeyMaterial {
    return this.keys;
  }

  seal(plaintext: Uint8Array | string, context: string): Uint8Array<ArrayBuffer> {
    const dataKey = secureBytes(keyBytes);
    return assemble(this.headerFor(dataKey), encrypt(dataKey, plaintext, aad('value', context)));
  }

  /**
   * Seals values that are written together under one data key, for half the work. Each has a nonce and a context of its
   * own and opens by itself. A data key is to be had from the master key only, which opens all of them anyway, and random
   * nonces of 96 bits are good for 2^32 values of one key; so nothing is weaker than when each had its own.
   */
  sealAll(
    values: readonly { readonly plaintext: Uint8Array | string; readonly context: string }[],
  ): Uint8Array<ArrayBuffer>[] {
    if (values.length > mostOfOneKey) throw new RangeError(`seal at most ${mostOfOneKey} values together`);
    const dataKey = secureBytes(keyBytes);
    const header = this.headerFor(dataKey);
    return values.map(({ plaintext, context }) => assemble(header, encrypt(dataKey, plaintext, aad('value', context))));
  }

  open(sealed: Uint8Array, context: string): Buffer {
    const { dataKey, value } = this.unwrap(sealed);
    return openValue(dataKey, value, context);
  }

  /**
   * Opens values that are read together; those that were sealed together for half the work. No data key is kept behind it.
   *
   * @throws SealBroken where one of them does not open
   */
  openAll(values: readonly { readonly sealed: Uint8Array; readonly context: string }[]): Buffer[] {
    const dataKeys = new Map<string, Buffer>();
    let head: Buffer = Buffer.alloc(0);
    let dataKey = head;
    return values.map(({ sealed, context }) => {
      const bytes = bytesOf(sealed);
      // Those that were sealed together mostly stand together.
      if (!beginsWith(bytes, head)) {
        const parsed = parse(bytes);
        head = bytes.subarray(0, bytes.length - parsed.value.length);
        const wrapped = head.toString('latin1');
        dataKey = dataKeys.get(wrapped) ?? this.dataKeyOf(parsed);
        dataKeys.set(wrapped, dataKey);
      }
      return openValue(dataKey, bytes.subarray(head.length), context);
    });
  }

  /** The text that was sealed. */
  openText(sealed: Uint8Array, context: string): string {
    return this.open(sealed, context).toString('utf8');
  }

  /** Whether another master key than the current one has sealed it. */
  isStale(sealed: Uint8Array): boolean {
    return parse(sealed).keyId !== this.sealing().id;
  }

  /** The same value under the current master key. The value itself is not decrypted, so no context is needed. */
  rewrap(sealed: Uint8Array): Uint8Array<ArrayBuffer> {
    const { dataKey, value } = this.unwrap(sealed);
    return assemble(this.headerFor(dataKey), [value]);
  }

  /** How values begin that one of the older master keys has sealed. */
  get olderHeads(): readonly Buffer[] {
    return [...this.keys.keys()].filter((id) => id !== this.current?.id).map(headOf);
  }

  private sealing(): { readonly id: string; readonly key: Buffer } {
    if (!this.current) throw new Error('there is no master key: set VORTEX_MASTER_KEY or VORTEX_MASTER_KEY_FILE');
    return this.current;
  }

  /** All that stands before the value. */
  private headerFor(dataKey: Buffer): Buffer {
    const { id, key } = this.sealing();
    return Buffer.concat([headOf(id), ...encrypt(key, dataKey, aad('key', id))]);
  }

  private unwrap(sealed: Uint8Array): { dataKey: Buffer; value: Buffer } {
    const parsed = parse(sealed);
    return { dataKey: this.dataKeyOf(parsed), value: parsed.value };
  }

  private dataKeyOf({ keyId, wrappedKey }: Parsed): Buffer {
    const key = this.keys.get(keyId);
    if (!key) throw new SealBroken(`its master key "${keyId}" is not in the keyring`);
    return decrypt(key, wrappedKey, aad('key', keyId), 'its key was changed');
  }
}

interface Parsed {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly value: Buffer;
}

function headOf(keyId: string): Buffer {
  const name = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.from([version, name.length]), name]);
}

function parse(sealed: Uint8Array): Parsed {
  const bytes = bytesOf(sealed);
  const keyStart = 2 + (bytes[1] ?? 0);
  const valueStart = keyStart + nonceBytes + keyBytes + tagBytes;
  if (bytes[0] !== version) throw new SealBroken('its format is unknown');
  if (bytes.length < valueStart + nonceBytes + tagBytes) throw new SealBroken('it is cut short');
  return {
    keyId: bytes.subarray(2, keyStart).toString('utf8'),
    wrappedKey: bytes.subarray(keyStart, valueStart),
    value: bytes.subarray(valueStart),
  };
}

/** Whether a sealed value has this head, and is long enough for a value behind it. */
function beginsWith(bytes: Buffer, head: Buffer): boolean {
  const { length } = head;
  return (
    length > 0 && bytes.length >= length + nonceBytes + tagBytes && bytes.compare(head, 0, length, 0, length) === 0
  );
}

function bytesOf(sealed: Uint8Array): Buffer {
  return Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
}

/** What is authenticated beside the content. The purpose keeps a wrapped key from being taken for a value. */
function aad(purpose: 'key' | 'value', context: string): Buffer {
  return Buffer.from(`vortex.seal.${version}\0${purpose}\0${context}`, 'utf8');
}

/** In parts: they are put together once, where they belong. */
function encrypt(key: Buffer, plaintext: Uint8Array | string, associated: Buffer): readonly Uint8Array[] {
  const nonce = secureBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associated);
  const content = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  return [nonce, content, cipher.final(), cipher.getAuthTag()];
}

function assemble(header: Uint8Array, value: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sealed = new Uint8Array(value.reduce((length, part) => length + part.length, header.length));
  sealed.set(header);
  let at = header.length;
  for (const part of value) {
    sealed.set(part, at);
    at += part.length;
  }
  return sealed;
}

function openValue(dataKey: Buffer, value: Buffer, context: string): Buffer {
  return decrypt(dataKey, value, aad('value', context), 'it was changed, or sealed for another place');
}

function decrypt(key: Buffer, sealed: Buffer, associated: Buffer, reason: string): Buffer {
  const tagStart = sealed.length - tagBytes;
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), withTag);
  decipher.setAAD(associated).setAuthTag(sealed.subarray(tagStart));
  try {
    const plaintext = decipher.update(sealed.subarray(nonceBytes, tagStart));
    decipher.final(); // of this mode it gives nothing, and says whether all is as it was sealed
    return plaintext;
  } catch {
    throw new SealBroken(reason);
  }
}
