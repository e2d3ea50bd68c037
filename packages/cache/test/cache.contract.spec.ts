import { eventually } from '@vortex/testing';
import { drivers, driverNames } from './drivers';

const HOUR = 3_600_000;

describe.each(driverNames)('a cache (%s)', (name) => {
  const { open } = drivers(name);

  it('knows nothing it was not told', async () => {
    const { cache } = await open();
    expect(await cache.get('colour')).toBeUndefined();
  });

  it('answers with what was set last', async () => {
    const { cache } = await open();
    await cache.set('colour', 'red', HOUR);
    await cache.set('colour', 'grün 🟢', HOUR);
    expect(await cache.get('colour')).toBe('grün 🟢');
  });

  it('tells an empty text from nothing', async () => {
    const { cache } = await open();
    await cache.set('colour', '', HOUR);
    expect(await cache.get('colour')).toBe('');
    expect(await cache.remember('colour', HOUR, async () => 'loaded')).toBe('');
  });

  it('forgets what was deleted', async () => {
    const { cache } = await open();
    await cache.set('colour', 'red', HOUR);
    await cache.delete('colour');
    expect(await cache.get('colour')).toBeUndefined();
  });

  it('forgets by itself after the time to live', async () => {
    const { cache } = await open();
    await cache.set('short', 'gone soon', 20);
    await cache.set('long', 'here to stay', HOUR);
    await eventually(async () => expect(await cache.get('short')).toBeUndefined());
    expect(await cache.get('long')).toBe('here to stay');
  });

  it('loads once for everybody who asks at the same time', async () => {
    const { cache } = await open();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await new Promise(setImmediate);
      return `load ${loads}`;
    };
    const answers = await Promise.all(Array.from({ length: 100 }, () => cache.remember('colour', HOUR, load)));
    expect(new Set(answers)).toEqual(new Set(['load 1']));
    expect(await cache.remember('colour', HOUR, load)).toBe('load 1');
  });

  it('passes a failed load to everybody and then tries again', async () => {
    const { cache } = await open();
    const failing = () => Promise.reject(new Error('no such colour'));
    const answers = await Promise.allSettled([1, 2, 3].map(() => cache.remember('colour', HOUR, failing)));
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await cache.remember('colour', HOUR, async () => 'red')).toBe('red');
  });

  it('never stores a load that was overtaken by a delete', async () => {
    const { cache } = await open();
    const stale = await held(cache, 'before the change');
    await cache.delete('colour');
    stale.finish();
    expect(await stale.answer).toBe('before the change');
    expect(await cache.remember('colour', HOUR, async () => 'after the change')).toBe('after the change');
  });

  it('never lets a load overwrite a newer value', async () => {
    const { cache } = await open();
    const stale = await held(cache, 'before the change');
    await cache.set('colour', 'after the change', HOUR);
    stale.finish();
    await stale.answer;
    expect(await cache.get('colour')).toBe('after the change');
  });

  /** A load that has begun and ends when told to. */
  async function held(cache: Awaited<ReturnType<typeof open>>['cache'], value: string) {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let answer: Promise<string> = Promise.resolve('');
    await new Promise<void>((begun) => {
      answer = cache.remember('colour', HOUR, async () => {
        begun();
        await finished;
        return value;
      });
    });
    return { finish, answer };
  }
});
