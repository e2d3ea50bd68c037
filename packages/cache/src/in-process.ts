import { MemoryCache } from './cache/memory-cache';
import { systemClock, type Clock } from './clock';
import type { Ephemeral } from './ephemeral';
import { MemoryFanOut } from './fan-out/memory-fan-out';
import { MemoryRateLimiter } from './rate-limit/memory-rate-limiter';

export interface MemoryBounds {
  readonly cacheBytes: number;
  readonly rateLimitKeys: number;
  readonly fanOutCharacters: number;
}

export const defaultBounds: MemoryBounds = {
  cacheBytes: 32 * 1_048_576,
  rateLimitKeys: 50_000,
  fanOutCharacters: 16 * 1_048_576,
};

/** For one process, which holds everything itself. All services of the process share one. */
export function inProcess(clock: Clock = systemClock, bounds: Partial<MemoryBounds> = {}): Ephemeral {
  const { cacheBytes, rateLimitKeys, fanOutCharacters } = { ...defaultBounds, ...bounds };
  const fanOut = new MemoryFanOut(clock, fanOutCharacters);
  return {
    cache: new MemoryCache(clock, cacheBytes),
    rateLimiter: new MemoryRateLimiter(clock, rateLimitKeys),
    fanOut,
    ping: async () => undefined,
    close: async () => fanOut.close(),
  };
}
