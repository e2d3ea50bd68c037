import type { RedisConnection } from '../redis/redis-connection';
import type { RateLimiter, RateRule, RateVerdict } from './rate-limiter';
import { assertConsumable } from './sliding-window';
import { slidingWindowScript } from './sliding-window.script';

const SCRIPT = slidingWindowScript();

/** What a caller is told to wait when Redis is away and its rule says `deny`. */
const OUTAGE_RETRY_MS = 1_000;

/** Counts in Redis for all replicas, by the clock of Redis; `local` takes over while Redis is away. */
export class RedisRateLimiter implements RateLimiter {
  constructor(
    private readonly redis: RedisConnection,
    private readonly local: RateLimiter,
  ) {}

  async consume(key: string, rule: RateRule, points = 1): Promise<RateVerdict> {
    assertConsumable(rule, points);
    try {
      const keys = [this.redisKey(key, rule)];
      const values = [rule.limit, rule.windowMs, points];
      const [allowed, remaining, resetMs] = await this.redis.evaluate<[number, number, number]>(SCRIPT, keys, values);
      return { allowed: allowed === 1, remaining, resetMs };
    } catch {
      if (rule.onOutage === 'deny') return { allowed: false, remaining: 0, resetMs: OUTAGE_RETRY_MS };
      return this.local.consume(key, rule, points);
    }
  }

  async reset(key: string, rule: RateRule): Promise<void> {
    await this.local.reset(key, rule);
    // When Redis is away the count stays and wears off by itself: nothing the caller could do better.
    await this.redis.run((client) => client.del(this.redisKey(key, rule))).catch(() => undefined);
  }

  private redisKey(key: string, rule: RateRule): string {
    return this.redis.key('rate', `${rule.windowMs}:${key}`);
  }
}
