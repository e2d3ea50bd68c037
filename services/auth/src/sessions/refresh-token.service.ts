import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, Keyring } from '@vortex/kit';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { sealContext, serverKeyColumn } from '../sealed-columns';
import { ServerKeyRepository } from './server-key.repository';

const keyName = 'refresh-token-successor';
const tokenBytes = 32;
/** Lets those who search for lost secrets recognise one. */
const prefix = 'vrt_';
const shape = /^vrt_[A-Za-z0-9_-]{43}$/;

/** Makes refresh tokens. They are stored as digests, so what is needed twice is worked out anew. */
@Injectable()
export class RefreshTokenService {
  private successorKey: Buffer | undefined;

  constructor(
    private readonly keys: ServerKeyRepository,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(): string {
    return `${prefix}${randomBytes(tokenBytes).toString('base64url')}`;
  }

  /** Whether it could be one at all. */
  isOne(token: string): boolean {
    return shape.test(token);
  }

  digest(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }

  /**
   * The one token that follows. All who show the same token at the same time are given the same, by any replica, and
   * nobody who has only the database, or only old tokens, can tell it.
   */
  async successorOf(token: string): Promise<string> {
    const key = (this.successorKey ??= await this.readKey());
    return `${prefix}${createHmac('sha256', key).update(token).digest('base64url')}`;
  }

  /** Makes the key at the first start. */
  async upkeep(): Promise<void> {
    this.successorKey = await this.readKey();
  }

  private async readKey(): Promise<Buffer> {
    const context = sealContext(serverKeyColumn, keyName);
    const fresh = { name: keyName, secret: this.keyring.seal(randomBytes(tokenBytes), context) };
    const stored = await this.keys.findOrInsert(fresh, this.clock.now());
    return this.keyring.open(stored.secret, context);
  }
}
