import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** 128 MiB and about a third of a second for each guess; age itself goes up to 2^18. */
const logN = 17;
/** What a reader is ready to spend: 256 MiB. */
const mostLogN = 18;
const label = 'age-encryption.org/v1/scrypt';
const algorithm = 'chacha20-poly1305';
const tagBytes = 16;
const nonce = Buffer.alloc(12);

/**
 * age's own passphrase recipient (age-encryption.org/v1, "The scrypt recipient type"), with Node's scrypt instead of the
 * library's: that one would stop every service of the process for a second.
 */
export class PassphraseRecipient implements Recipient {
  constructor(private readonly passphrase: string) {}

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(16);
    const cipher = createCipheriv(algorithm, await keyOf(this.passphrase, salt, logN), nonce, {
      authTagLength: tagBytes,
    });
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(logN)], new Uint8Array(body))];
  }
}

export class PassphraseIdentity implements Identity {
  constructor(private readonly passphrase: string) {}

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const [stanza, ...more] = stanzas;
    if (!stanza || more.length > 0 || stanza.args[0] !== 'scrypt' || stanza.body.length !== 16 + tagBytes) return null;
    const work = Number(stanza.args[2]);
    if (!Number.isInteger(work) || work < 1 || work > mostLogN) return null;
    const key = await keyOf(this.passphrase, Buffer.from(stanza.args[1] ?? '', 'base64'), work);
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(stanza.body.subarray(16));
    try {
      return new Uint8Array(Buffer.concat([decipher.update(stanza.body.subarray(0, 16)), decipher.final()]));
    } catch {
      return null;
    }
  }
}

function keyOf(passphrase: string, salt: Buffer, work: number): Promise<Buffer> {
  const cost = { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** work * 8 * 128 + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    // Keyboards disagree on how to write the same character.
    scrypt(passphrase.normalize('NFKC'), Buffer.concat([Buffer.from(label), salt]), 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
