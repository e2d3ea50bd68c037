import { randomUUID } from 'node:crypto';
import { drivers } from './drivers';
import { take } from './take';

const HOUR = 3_600_000;

describe('replicas that share a Redis', () => {
  const { open } = drivers('redis');

  it('load once for all of them', async () => {
    const prefix = randomUUID();
    const replicas = await Promise.all([open(prefix), open(prefix), open(prefix)]);
    let loads = 0;
    const load = async () => {
      loads += 1;
      await new Promise(setImmediate);
      return 'red';
    };
    const answers = await Promise.all(
      replicas.flatMap(({ cache }) => [cache.remember('colour', HOUR, load), cache.remember('colour', HOUR, load)]),
    );
    expect(answers).toEqual(Array(6).fill('red'));
    expect(loads).toBe(1);
  });

  it('see a delete overtake the load of another', async () => {
    const prefix = randomUUID();
    const [loading, deleting] = await Promise.all([open(prefix), open(prefix)]);
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let stale: Promise<string> = Promise.resolve('');
    await new Promise<void>((begun) => {
      stale = loading.cache.remember('colour', HOUR, async () => {
        begun();
        await finished;
        return 'before the change';
      });
    });
    await deleting.cache.delete('colour');
    const fresh = loading.cache.remember('colour', HOUR, async () => 'after the change');
    expect(await fresh).toBe('after the change');
    finish();
    expect(await stale).toBe('before the change');
    expect(await deleting.cache.get('colour')).toBe('after the change');
  });

  it('count together', async () => {
    const prefix = randomUUID();
    const replicas = await Promise.all([open(prefix), open(prefix)]);
    const rule = { limit: 3, windowMs: HOUR };
    const verdicts = await Promise.all(
      replicas.flatMap(({ rateLimiter }) => Array.from({ length: 5 }, () => rateLimiter.consume('ann', rule))),
    );
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(3);
  });

  it('hear one another', async () => {
    const prefix = randomUUID();
    const [hearing, speaking] = await Promise.all([open(prefix), open(prefix)]);
    const before = await speaking.fanOut.publish('news', 'earlier');
    const subscriber = hearing.fanOut.subscribe('news', { after: before, signal: new AbortController().signal });
    const received = take(subscriber, 2);
    await speaking.fanOut.publish('news', 'one');
    await speaking.fanOut.publish('news', 'two');
    expect((await received).map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it('do not hear another installation', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const subscriber = one.fanOut.subscribe('news', { signal: new AbortController().signal });
    await other.fanOut.publish('news', 'theirs');
    await one.fanOut.publish('news', 'ours');
    expect((await take(subscriber, 1))[0]?.message).toBe('ours');
  });
});
