import { FakeClock } from '@vortex/testing';
import { CursorTooOld, inProcess } from '../src';

const HOUR = 3_600_000;

describe('what a process holds', () => {
  it('stays within its bytes: the value used least recently goes first', async () => {
    const { cache } = inProcess(new FakeClock(), { cacheBytes: 10_000 });
    await cache.set('used', 'u', HOUR);
    for (let index = 0; index < 20; index += 1) {
      await cache.set(`filler ${index}`, 'x'.repeat(500), HOUR);
      await cache.get('used');
    }
    expect(await cache.get('used')).toBe('u');
    expect(await cache.get('filler 0')).toBeUndefined();
    expect(await cache.get('filler 19')).toBeDefined();
  });

  it('never holds a value greater than all it may hold', async () => {
    const { cache } = inProcess(new FakeClock(), { cacheBytes: 10_000 });
    expect(await cache.remember('huge', HOUR, async () => 'x'.repeat(20_000))).toHaveLength(20_000);
    expect(await cache.get('huge')).toBeUndefined();
  });

  it('follows the clock it was given', async () => {
    const clock = new FakeClock();
    const { cache } = inProcess(clock);
    await cache.set('colour', 'red', HOUR);
    clock.advance(HOUR);
    expect(await cache.get('colour')).toBe('red');
    clock.advance(1);
    expect(await cache.get('colour')).toBeUndefined();
  });

  it('does not forget a key that is hammered because strangers bring many others', async () => {
    const { rateLimiter } = inProcess(new FakeClock(), { rateLimitKeys: 10 });
    const rule = { limit: 1, windowMs: HOUR };
    await rateLimiter.consume('hammered', rule);
    for (let stranger = 0; stranger < 100; stranger += 1) {
      await rateLimiter.consume(`stranger ${stranger}`, rule);
      expect((await rateLimiter.consume('hammered', rule)).allowed).toBe(false);
    }
  });

  it('drops the oldest messages of the quietest topics first', async () => {
    const { fanOut } = inProcess(new FakeClock(), { fanOutCharacters: 10_000 });
    const { signal } = new AbortController();
    const quiet = await fanOut.publish('quiet', 'x'.repeat(1_000));
    const busy = await fanOut.publish('busy', 'first');
    for (let index = 0; index < 8; index += 1) await fanOut.publish('busy', 'x'.repeat(1_000));
    await expect(fanOut.subscribe('quiet', { after: quiet, signal }).next()).rejects.toThrow(CursorTooOld);
    expect((await fanOut.subscribe('busy', { after: busy, signal }).next()).value).toBeDefined();
  });

  it('still brings a message greater than all it may hold to those who listen', async () => {
    const { fanOut } = inProcess(new FakeClock(), { fanOutCharacters: 1_000 });
    const subscriber = fanOut.subscribe('news', { signal: new AbortController().signal });
    const next = subscriber.next();
    await fanOut.publish('news', 'x'.repeat(5_000));
    expect((await next).value).toMatchObject({ message: 'x'.repeat(5_000) });
  });
});
