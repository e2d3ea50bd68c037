import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock/clock';
import { Unavailable } from '../errors/failures';

const freshForMs = 5 * 60_000;
/** Older keys than this are not trusted, since one may have been withdrawn meanwhile. */
const usableForMs = 60 * 60_000;
/** At most one fetch in this time, or strangers with made-up key ids could keep auth busy. */
const refetchAfterMs = 5_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export interface KeySnapshot {
  readonly jwks: JSONWebKeySet;
  /** Changes whenever the keys were fetched anew. */
  readonly revision: number;
  readonly fetchedAtMs: number;
}

/** Auth's public keys, kept for a while. Without keys nobody is let in. */
export class SigningKeys {
  private snapshot: KeySnapshot | undefined;
  private pending: Promise<KeySnapshot> | undefined;
  private attemptedAtMs = Number.NEGATIVE_INFINITY;

  /** @param fetchJwks answers with the JSON text of the key set (RFC 7517) */
  constructor(
    private readonly fetchJwks: () => Promise<string>,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<KeySnapshot> {
    const { snapshot } = this;
    if (!snapshot) return this.fetch();
    const age = this.clock.now().getTime() - snapshot.fetchedAtMs;
    if (age < freshForMs) return snapshot;
    if (age < usableForMs) {
      if (this.mayFetch()) this.fetch().catch(() => undefined); // the old keys do until they are too old
      return snapshot;
    }
    return this.fetch();
  }

  /** Keys fetched after now, for a token whose key is not known; undefined when it is too early to ask again. */
  async refreshed(): Promise<KeySnapshot | undefined> {
    if (this.pending) return this.pending;
    return this.mayFetch() ? this.fetch() : undefined;
  }

  private mayFetch(): boolean {
    return !this.pending && this.clock.monotonic() - this.attemptedAtMs >= refetchAfterMs;
  }

  private fetch(): Promise<KeySnapshot> {
    this.pending ??= this.load().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async load(): Promise<KeySnapshot> {
    this.attemptedAtMs = this.clock.monotonic();
    const jwks = await this.fetchKeySet();
    const fetchedAtMs = this.clock.now().getTime();
    this.snapshot = { jwks, fetchedAtMs, revision: (this.snapshot?.revision ?? 0) + 1 };
    return this.snapshot;
  }

  private async fetchKeySet(): Promise<JSONWebKeySet> {
    try {
      return keySet.parse(JSON.parse(await this.fetchJwks()));
    } catch (cause) {
      throw Object.assign(new Unavailable('signing_keys_unavailable'), { cause });
    }
  }
}
