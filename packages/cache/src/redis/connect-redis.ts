import { RedisCache } from '../cache/redis-cache';
import { systemClock } from '../clock';
import type { Ephemeral } from '../ephemeral';
import { RedisFanOut } from '../fan-out/redis-fan-out';
import { defaultBounds } from '../in-process';
import type { Log } from '../log';
import { MemoryRateLimiter } from '../rate-limit/memory-rate-limiter';
import { RedisRateLimiter } from '../rate-limit/redis-rate-limiter';
import { RedisConnection } from './redis-connection';

/**
 * For processes that share one Redis (6.2 or newer, not a cluster). Rejects with RedisUnavailable when none answers;
 * later outages are outlasted. `url`: redis:// or rediss://, with user, password and database number where needed.
 * `prefix` begins every key and channel: installations that share a Redis differ in it, the services of one do not.
 */
export async function connectRedis(url: string, prefix: string, log?: Log): Promise<Ephemeral> {
  const commands = new RedisConnection({ url, prefix, log }, 'commands');
  const pushes = new RedisConnection({ url, prefix, log }, 'pushes');
  const close = async () => {
    await Promise.all([commands.close(), pushes.close()]);
  };
  try {
    await Promise.all([commands.connect(), pushes.connect()]);
  } catch (error) {
    await close();
    throw error;
  }
  const fanOut = new RedisFanOut(commands, pushes);
  return {
    cache: new RedisCache(commands),
    rateLimiter: new RedisRateLimiter(commands, new MemoryRateLimiter(systemClock, defaultBounds.rateLimitKeys)),
    fanOut,
    ping: async () => {
      await commands.run((client) => client.ping());
    },
    close: async () => {
      fanOut.close();
      await close();
    },
  };
}
