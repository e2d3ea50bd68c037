export type { Cache } from './cache/cache';
export type { Clock } from './clock';
export type { Ephemeral } from './ephemeral';
export { FAN_OUT_RETENTION, type FanOut, type FanOutMessage } from './fan-out/fan-out';
export { CursorTooOld } from './fan-out/fan-out.errors';
export { inProcess, type MemoryBounds } from './in-process';
export type { RateLimiter, RateRule, RateVerdict } from './rate-limit/rate-limiter';
export { connectRedis } from './redis/connect-redis';
export { RedisUnavailable } from './redis/redis.errors';
