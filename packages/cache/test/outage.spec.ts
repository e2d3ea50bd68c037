import { eventually, startRedis, type LaunchedServer } from '@vortex/testing';
import { connectRedis, CursorTooOld, RedisUnavailable, type Ephemeral } from '../src';
import { take } from './take';

const HOUR = 3_600_000;

describe('when Redis is killed', () => {
  let redis: LaunchedServer;
  let driver: Ephemeral;
  const unhandled: unknown[] = [];
  const remember = (reason: unknown) => unhandled.push(reason);

  beforeAll(() => process.on('unhandledRejection', remember));
  afterAll(() => process.off('unhandledRejection', remember));

  const begin = async (durable: boolean) => {
    redis = await startRedis({ durable });
    driver = await connectRedis(redis.url, 'outage');
  };
  const kill = async () => {
    redis.kill();
    await eventually(() => expect(driver.ping()).rejects.toThrow(RedisUnavailable));
  };
  const restart = async () => {
    await redis.restart();
    await eventually(() => driver.ping());
  };

  afterEach(async () => {
    await driver.close();
    await redis.stop();
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  });

  it('commands fail by name and work again once it is back', async () => {
    await begin(false);
    await kill();
    await expect(driver.cache.get('colour')).rejects.toThrow(RedisUnavailable);
    await expect(driver.cache.set('colour', 'red', HOUR)).rejects.toThrow(RedisUnavailable);
    await expect(driver.cache.delete('colour')).rejects.toThrow(RedisUnavailable);
    await expect(driver.fanOut.publish('news', 'one')).rejects.toThrow(RedisUnavailable);
    const { signal } = new AbortController();
    await expect(driver.fanOut.subscribe('news', { signal }).next()).rejects.toThrow(RedisUnavailable);
    await restart();
    await driver.cache.set('colour', 'red', HOUR);
    expect(await driver.cache.get('colour')).toBe('red');
  });

  it('what is remembered is loaded instead, once for those who ask together', async () => {
    await begin(false);
    await kill();
    let loads = 0;
    const load = async () => `load ${(loads += 1)}`;
    const answers = await Promise.all([1, 2, 3].map(() => driver.cache.remember('colour', HOUR, load)));
    expect(answers).toEqual(['load 1', 'load 1', 'load 1']);
  });

  it('a rule counts in the process, or refuses where it says so', async () => {
    await begin(false);
    await kill();
    const rule = { limit: 1, windowMs: HOUR };
    expect((await driver.rateLimiter.consume('ann', rule)).allowed).toBe(true);
    expect((await driver.rateLimiter.consume('ann', rule)).allowed).toBe(false);
    expect((await driver.rateLimiter.consume('bob', { ...rule, onOutage: 'deny' })).allowed).toBe(false);
  });

  it('a live subscription goes on where it was when Redis comes back with its data', async () => {
    await begin(true);
    const writer = await connectRedis(redis.url, 'outage');
    const subscriber = driver.fanOut.subscribe('news', { signal: new AbortController().signal });
    const received = take(subscriber, 30);
    let published = 0;
    for (let round = 0; round < 3; round += 1) {
      for (let message = 0; message < 10; message += 1) {
        await writer.fanOut.publish('news', `${published}`);
        published += 1;
      }
      redis.kill();
      await redis.restart();
      await eventually(() => writer.ping());
    }
    expect((await received).map(({ message }) => Number(message))).toEqual([...Array(published).keys()]);
    await writer.close();
  });

  it('a live subscription ends by name when Redis comes back empty', async () => {
    await begin(false);
    const subscriber = driver.fanOut.subscribe('news', { signal: new AbortController().signal });
    await driver.fanOut.publish('news', 'one');
    await take(subscriber, 1);
    const next = expect(subscriber.next()).rejects.toThrow(CursorTooOld);
    await kill();
    await restart();
    await next;
  });

  it('or merely hangs, commands give up in time and work again afterwards', async () => {
    await begin(false);
    process.kill(redis.pid, 'SIGSTOP');
    await expect(driver.cache.get('colour')).rejects.toThrow(RedisUnavailable);
    process.kill(redis.pid, 'SIGCONT');
    await eventually(() => driver.cache.set('colour', 'red', HOUR));
    expect(await driver.cache.get('colour')).toBe('red');
  });

  it('closing does not wait for it', async () => {
    await begin(false);
    await kill();
    await driver.close();
    await expect(driver.ping()).rejects.toThrow(RedisUnavailable);
  });
});

describe('where there is no Redis', () => {
  it('connecting fails with the address and without the password', async () => {
    const failure = await connectRedis('redis://ann:secret@127.0.0.1:1/0', 'nowhere').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RedisUnavailable);
    expect(String(failure)).toContain('127.0.0.1:1');
    expect(String(failure)).not.toContain('secret');
  });
});
