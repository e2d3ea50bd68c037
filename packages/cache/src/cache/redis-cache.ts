import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisConnection } from '../redis/redis-connection';
import type { Cache } from './cache';

/** How long one replica may load before another tries; also what a replica that died while loading costs the rest. */
const LOCK_MS = 10_000;
const POLL_FIRST_MS = 10;
const POLL_MAX_MS = 160;

/** KEYS: value, lock. ARGV: token, lock ms. Answers with what was found and the value, or whose token holds the lock. */
const READ_OR_LOCK = `
local value = redis.call('GET', KEYS[1])
if value then return {'value', value} end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'acquired', ARGV[1]} end
return {'locked', redis.call('GET', KEYS[2])}`;

/** KEYS: value, lock. ARGV: token, value, ttl ms. Stores nothing when the lock was lost: it expired, or `delete` took it. */
const STORE = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

/** KEYS: lock. ARGV: token. */
const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

type Found = readonly ['value' | 'acquired' | 'locked', string];

/** A cache all replicas share. A lock in Redis makes `remember` load once for all of them. */
export class RedisCache implements Cache {
  /** Loads under way in this process, by the token that holds the lock. */
  private readonly flights = new Map<string, Promise<string>>();

  constructor(private readonly redis: RedisConnection) {}

  async get(key: string): Promise<string | undefined> {
    return (await this.redis.run((client) => client.get(this.valueKey(key)))) ?? undefined;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await this.redis.run((client) =>
      client.multi().set(this.valueKey(key), value, 'PX', ttlMs).del(this.lockKey(key)).exec(),
    );
  }

  async delete(key: string): Promise<void> {
    await this.redis.run((client) => client.del(this.valueKey(key), this.lockKey(key)));
  }

  async remember(key: string, ttlMs: number, load: () => Promise<string>): Promise<string> {
    const token = randomUUID();
    for (let pollMs = POLL_FIRST_MS; ; pollMs = Math.min(pollMs * 2, POLL_MAX_MS)) {
      const found = await this.readOrLock(key, token);
      if (found === 'away') return this.fly(`away:${key}`, load);
      const [state, text] = found;
      if (state === 'value') return text;
      if (state === 'acquired') return this.fly(token, () => this.loadAndStore(key, ttlMs, token, load));
      const flight = this.flights.get(text);
      if (flight !== undefined) return flight;
      await sleep(pollMs);
    }
  }

  private async readOrLock(key: string, token: string): Promise<Found | 'away'> {
    const keys = [this.valueKey(key), this.lockKey(key)];
    return this.redis.evaluate<Found>(READ_OR_LOCK, keys, [token, LOCK_MS]).catch(() => 'away' as const);
  }

  private async loadAndStore(key: string, ttlMs: number, token: string, load: () => Promise<string>): Promise<string> {
    const [valueKey, lockKey] = [this.valueKey(key), this.lockKey(key)];
    let value: string;
    try {
      value = await load();
    } catch (error) {
      // When Redis is away here the lock expires by itself.
      await this.redis.evaluate(RELEASE, [lockKey], [token]).catch(() => undefined);
      throw error;
    }
    await this.redis.evaluate(STORE, [valueKey, lockKey], [token, value, ttlMs]).catch(() => undefined);
    return value;
  }

  private async fly(name: string, load: () => Promise<string>): Promise<string> {
    const known = this.flights.get(name);
    if (known !== undefined) return known;
    const flight = Promise.resolve()
      .then(load)
      .finally(() => this.flights.delete(name));
    this.flights.set(name, flight);
    return flight;
  }

  private valueKey(key: string): string {
    return this.redis.key('cache', key);
  }

  private lockKey(key: string): string {
    return this.redis.key('cache-lock', key);
  }
}
