import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, Keyring, newId } from '@vortex/kit';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { sealContext, signingKeyColumn } from '../sealed-columns';
import { endedKeys, isNextKeyDue, nextActiveFrom, type SigningKeyId, signingKeyAt } from './signing-key';
import { SigningKeyRepository, type StoredSigningKey } from './signing-key.repository';

export const signingAlgorithm = 'EdDSA';

/** Far less than a key is published ahead, and enough that a flood of strangers asking for keys costs the database nothing. */
const freshForMs = 30_000;

export interface Signer {
  readonly kid: SigningKeyId;
  readonly privateKey: CryptoKey;
}

@Injectable()
export class SigningKeyService {
  private known: { readonly keys: readonly StoredSigningKey[]; readonly readAtMs: number } | undefined;
  private readonly opened = new Map<SigningKeyId, CryptoKey>();

  constructor(
    private readonly repository: SigningKeyRepository,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What tokens are signed with now. */
  async signer(): Promise<Signer> {
    const key = signingKeyAt(await this.keys(), this.clock.now());
    if (!key) throw new Error('there is no signing key; the upkeep makes the first one before the service answers');
    return { kid: key.id, privateKey: await this.privateKeyOf(key) };
  }

  /** The JSON Web Key Set that verifies every token that may still be shown, and those of the next key. */
  async keySet(): Promise<string> {
    const keys = await this.keys();
    const ended = new Set(endedKeys(keys, this.clock.now()));
    return JSON.stringify({ keys: keys.filter((key) => !ended.has(key)).map((key) => key.publicKey) });
  }

  /** Makes the next key in time, and forgets ended ones. */
  async upkeep(): Promise<void> {
    const now = this.clock.now();
    let keys: readonly StoredSigningKey[] = await this.repository.list();
    if (isNextKeyDue(keys, now)) {
      // When another replica was faster its key is as good.
      await this.repository.insert(await this.make(keys, now));
      keys = await this.repository.list();
    }
    const ended = endedKeys(keys, now);
    if (ended.length > 0) await this.repository.delete(ended.map((key) => key.id));
    this.known = undefined;
    this.opened.clear();
  }

  private async keys(): Promise<readonly StoredSigningKey[]> {
    const nowMs = this.clock.monotonic();
    if (!this.known || nowMs - this.known.readAtMs > freshForMs) {
      this.known = { keys: await this.repository.list(), readAtMs: nowMs };
    }
    return this.known.keys;
  }

  private async make(keys: readonly StoredSigningKey[], now: Date): Promise<StoredSigningKey> {
    const id = newId<'signing-key'>();
    const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
    const publicKey = { ...(await exportJWK(pair.publicKey)), kid: id, alg: signingAlgorithm, use: 'sig' };
    const privateKey = JSON.stringify(await exportJWK(pair.privateKey));
    return {
      id,
      generation: Math.max(0, ...keys.map((key) => key.generation)) + 1,
      publicKey,
      privateKey: this.keyring.seal(privateKey, sealContext(signingKeyColumn, id)),
      createdAt: now,
      activeFrom: nextActiveFrom(keys, now),
    };
  }

  private async privateKeyOf(key: StoredSigningKey): Promise<CryptoKey> {
    const known = this.opened.get(key.id);
    if (known) return known;
    const jwk = JSON.parse(this.keyring.openText(key.privateKey, sealContext(signingKeyColumn, key.id))) as JWK;
    const opened = (await importJWK(jwk, signingAlgorithm)) as CryptoKey;
    this.opened.set(key.id, opened);
    return opened;
  }
}
