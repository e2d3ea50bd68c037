import { randomUUID } from 'node:crypto';
import { sharedRedis } from '@vortex/testing';
import { RedisConnection } from '../redis/redis-connection';
import { slide, type Consumption } from './sliding-window';
import { slidingWindowScript } from './sliding-window.script';

const rule = { limit: 10, windowMs: 1_000 };

describe('a sliding window', () => {
  it('never lets twice the limit pass around a boundary', () => {
    const full = slide(undefined, rule, 999, 10).consumption;
    expect(slide(full, rule, 1_000, 1).verdict.allowed).toBe(false);
    expect(slide(full, rule, 1_500, 5).verdict.allowed).toBe(true);
    expect(slide(full, rule, 1_500, 6).verdict.allowed).toBe(false);
  });

  it('forgets what is two windows old', () => {
    const full = slide(undefined, rule, 0, 10).consumption;
    expect(slide(full, rule, 2_000, 10).verdict).toEqual({ allowed: true, remaining: 0, resetMs: 0 });
  });

  it('allows refused points exactly when it said it would', () => {
    for (const refusedAt of [0, 1, 250, 999]) {
      for (const points of [1, 4, 10]) {
        const full = slide(undefined, rule, 0, 10).consumption;
        const { resetMs } = slide(full, rule, refusedAt, points).verdict;
        expect(slide(full, rule, refusedAt + resetMs - 1, points).verdict.allowed).toBe(false);
        expect(slide(full, rule, refusedAt + resetMs, points).verdict.allowed).toBe(true);
      }
    }
  });

  it('is judged alike in TypeScript and in Lua', async () => {
    const redis = new RedisConnection({ url: await sharedRedis(), prefix: randomUUID() }, 'test');
    await redis.connect();
    const script = slidingWindowScript('tonumber(ARGV[4])');
    let consumption: Consumption | undefined;
    let now = 1_795_000_000_000;
    // A fixed walk: steps and points from a small linear congruence, so that a failure repeats.
    for (let step = 0, seed = 42; step < 500; step += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      now += seed % 400;
      const points = 1 + (seed % 5);
      const mine = slide(consumption, rule, now, points);
      const theirs = await redis.evaluate(
        script,
        [redis.key('rate', 'walk')],
        [rule.limit, rule.windowMs, points, now],
      );
      const { allowed, remaining, resetMs } = mine.verdict;
      expect({ step, verdict: theirs }).toEqual({ step, verdict: [allowed ? 1 : 0, remaining, resetMs] });
      consumption = mine.consumption;
    }
    await redis.close();
  });
});
