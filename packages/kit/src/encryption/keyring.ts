import { createCipheriv, createDecipheriv } from 'node:crypto';
import { secureBytes } from '../ids/random-pool';

const version = 1;
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** A sealed value cannot be opened: it was changed, belongs to another row, or its master key is gone. Fails closed. */
export class SealBroken extends Error {
  constructor(reason: string) {
    super(`a sealed value cannot be opened: ${reason}`);
    this.name = 'SealBroken';
  }
}

/**
 * Envelope encryption: each value has a key of its own, which a master key wraps. Layout of a sealed value:
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

  seal(plaintext: Uint8Array | string, context: string): Uint8Array<ArrayBuffer> {
    const dataKey = secureBytes(keyBytes);
    const value = encrypt(dataKey, Buffer.from(plaintext as string), aad('value', context));
    return this.assemble(dataKey, value);
  }

  open(sealed: Uint8Array, context: string): Buffer {
    const { dataKey, value } = this.unwrap(sealed);
    return decrypt(dataKey, value, aad('value', context), 'it was changed, or sealed for another place');
  }

  /** The text that was sealed. */
  openText(sealed: Uint8Array, context: string): string {
    return this.open(sealed, context).toString('utf8');
  }

  /** Whether an older master key has sealed it, so that `rewrap` is due before that key is retired. */
  isStale(sealed: Uint8Array): boolean {
    return parse(sealed).keyId !== this.sealing().id;
  }

  /** The same value under the current master key. The value itself is not decrypted, so no context is needed. */
  rewrap(sealed: Uint8Array): Uint8Array<ArrayBuffer> {
    const { dataKey, value } = this.unwrap(sealed);
    return this.assemble(dataKey, value);
  }

  private sealing(): { readonly id: string; readonly key: Buffer } {
    if (!this.current) throw new Error('there is no master key: set VORTEX_MASTER_KEY or VORTEX_MASTER_KEY_FILE');
    return this.current;
  }

  private assemble(dataKey: Buffer, value: Buffer): Uint8Array<ArrayBuffer> {
    const { id, key } = this.sealing();
    const name = Buffer.from(id, 'utf8');
    const header = Buffer.concat([Buffer.from([version, name.length]), name]);
    return new Uint8Array(Buffer.concat([header, encrypt(key, dataKey, aad('key', id)), value]));
  }

  private unwrap(sealed: Uint8Array): { dataKey: Buffer; value: Buffer } {
    const { keyId, wrappedKey, value } = parse(sealed);
    const key = this.keys.get(keyId);
    if (!key) throw new SealBroken(`its master key "${keyId}" is not in the keyring`);
    return { dataKey: decrypt(key, wrappedKey, aad('key', keyId), 'its key was changed'), value };
  }
}

function parse(sealed: Uint8Array): { keyId: string; wrappedKey: Buffer; value: Buffer } {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
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

/** What is authenticated beside the content. The purpose keeps a wrapped key from being taken for a value. */
function aad(purpose: 'key' | 'value', context: string): Buffer {
  return Buffer.from(`vortex.seal.${version}\0${purpose}\0${context}`, 'utf8');
}

function encrypt(key: Buffer, plaintext: Buffer, associated: Buffer): Buffer {
  const nonce = secureBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associated);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, associated: Buffer, reason: string): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(sealed.length - tagBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associated).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken(reason);
  }
}
