import type { Cache } from './cache/cache';
import type { FanOut } from './fan-out/fan-out';
import type { RateLimiter } from './rate-limit/rate-limiter';

/** What a platform remembers for a while only. All of it may vanish at any moment without harm but slowness. */
export interface Ephemeral {
  readonly cache: Cache;
  readonly rateLimiter: RateLimiter;
  readonly fanOut: FanOut;
  /** Rejects when what is behind cannot be reached. */
  ping(): Promise<void>;
  /** Ends every subscription and frees what is held. May be called twice. */
  close(): Promise<void>;
}
