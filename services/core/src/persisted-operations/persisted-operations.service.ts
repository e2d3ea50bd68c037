import { Inject, Injectable } from '@nestjs/common';
import type { Cache, RateLimiter } from '@vortex/cache';
import { CACHE, type Caller, CONFIG, RATE_LIMITER } from '@vortex/kit';
import type { CoreConfig } from '../config';
import { trustedOperations } from '../generated/trusted-operations';
import { hashOf } from '../graphql/documents/document-hash';
import { hashMismatch, persistedQueryNotFound } from './persisted-operation-refusals.graphql';
import { OperationNotTrusted } from './persisted-operation.errors';

const keptMs = 7 * 24 * 3_600_000;
/** New texts of one account in a day: more than any app has, too few to fill a cache with. */
const registrations = { limit: 1_000, windowMs: 24 * 3_600_000 } as const;

export interface OperationRequest {
  readonly query?: string | undefined;
  readonly sha256Hash?: string | undefined;
}

/**
 * Operations by the hash of their text, as in Apollo's protocol of automatic persisted queries. Only accounts register, and
 * a text is believed to be what its hash says only after counting, whoever has kept it.
 */
@Injectable()
export class PersistedOperations {
  constructor(
    @Inject(CACHE) private readonly cache: Cache,
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {}

  /** The text to run. Throws when it is not known, not what the hash says, or not what this caller may send. */
  async textOf({ query, sha256Hash }: OperationRequest, caller: Caller): Promise<string> {
    if (this.trustedOnly(caller)) return trustedText(sha256Hash ?? hashOf(query ?? ''), query);
    if (sha256Hash === undefined) return query ?? '';
    if (query === undefined) return this.known(sha256Hash);
    if (hashOf(query) !== sha256Hash) throw hashMismatch();
    return query;
  }

  /** Keeps a text that was found valid, for those who send its hash alone from now on. */
  async register({ query, sha256Hash }: OperationRequest, caller: Caller): Promise<void> {
    if (query === undefined || sha256Hash === undefined || caller.kind !== 'account') return;
    if (trustedOperations[sha256Hash] !== undefined || (await this.cached(sha256Hash)) === query) return;
    const { allowed } = await this.limiter.consume(`core:register-operation:${caller.accountId}`, registrations);
    if (allowed) await this.cache.set(keyOf(sha256Hash), query, keptMs).catch(() => undefined);
  }

  private async known(hash: string): Promise<string> {
    const text = trustedOperations[hash] ?? (await this.cached(hash));
    if (text === undefined || hashOf(text) !== hash) throw persistedQueryNotFound();
    return text;
  }

  /** A cache that is away knows nothing. */
  private cached(hash: string): Promise<string | undefined> {
    return this.cache.get(keyOf(hash)).catch(() => undefined);
  }

  private trustedOnly(caller: Caller): boolean {
    const who = this.config.VORTEX_PERSISTED_ONLY;
    if (who === 'everybody') return true;
    return who === 'customers' && (caller.kind !== 'account' || caller.role === 'customer');
  }
}

function trustedText(hash: string, query: string | undefined): string {
  const text = Object.hasOwn(trustedOperations, hash) ? trustedOperations[hash] : undefined;
  if (text === undefined || (query !== undefined && query !== text)) throw new OperationNotTrusted();
  return text;
}

function keyOf(hash: string): string {
  return `core:operation:${hash}`;
}
