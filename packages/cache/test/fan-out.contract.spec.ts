import { CursorTooOld, FAN_OUT_RETENTION, type FanOut } from '../src';
import { drivers, driverNames } from './drivers';
import { take } from './take';

describe.each(driverNames)('a fan-out (%s)', (name) => {
  const { open } = drivers(name);
  let ending: AbortController;
  beforeEach(() => (ending = new AbortController()));
  afterEach(() => ending.abort());

  const subscribe = (fanOut: FanOut, topic: string, after?: string) =>
    fanOut.subscribe(topic, { after, signal: ending.signal });

  async function publishAll(fanOut: FanOut, messages: readonly string[]): Promise<string[]> {
    const cursors: string[] = [];
    for (const message of messages) cursors.push(await fanOut.publish('news', message));
    return cursors;
  }

  it('brings every subscriber what is published after it subscribed, in order', async () => {
    const { fanOut } = await open();
    await fanOut.publish('news', 'too early');
    const subscribers = [subscribe(fanOut, 'news'), subscribe(fanOut, 'news')];
    const received = Promise.all(subscribers.map((subscriber) => take(subscriber, 3)));
    await publishAll(fanOut, ['one', 'zwei 2️⃣', 'three words now']);
    for (const messages of await received) {
      expect(messages.map(({ message }) => message)).toEqual(['one', 'zwei 2️⃣', 'three words now']);
    }
  });

  it('brings what was published between subscribing and the first look', async () => {
    const { fanOut } = await open();
    const subscriber = subscribe(fanOut, 'news');
    await fanOut.publish('news', 'one');
    expect((await take(subscriber, 1))[0]?.message).toBe('one');
  });

  it('keeps topics apart', async () => {
    const { fanOut } = await open();
    const subscriber = subscribe(fanOut, 'news');
    await fanOut.publish('weather', 'rain');
    await fanOut.publish('news', 'one');
    expect((await take(subscriber, 1))[0]?.message).toBe('one');
  });

  it('resumes after a cursor and misses nothing', async () => {
    const { fanOut } = await open();
    const [, second] = await publishAll(fanOut, ['one', 'two', 'three']);
    const subscriber = subscribe(fanOut, 'news', second);
    await fanOut.publish('news', 'four');
    expect((await take(subscriber, 2)).map(({ message }) => message)).toEqual(['three', 'four']);
  });

  it('gives publisher and subscriber the same cursor', async () => {
    const { fanOut } = await open();
    const subscriber = subscribe(fanOut, 'news');
    const [cursor] = await publishAll(fanOut, ['one']);
    expect((await take(subscriber, 1))[0]?.cursor).toBe(cursor);
  });

  it('loses nothing when subscribers come and go under fire', async () => {
    const { fanOut } = await open();
    const numbers = Array.from({ length: 400 }, (_, index) => `${index}`);
    const received: string[] = [];
    const first = subscribe(fanOut, 'news');
    const fire = Promise.all(numbers.map((number) => fanOut.publish('news', number)));
    let messages = await take(first, 7);
    received.push(...messages.map(({ message }) => message));
    while (received.length < numbers.length) {
      const subscriber = subscribe(fanOut, 'news', messages.at(-1)?.cursor);
      messages = await take(subscriber, Math.min(37, numbers.length - received.length));
      received.push(...messages.map(({ message }) => message));
      await subscriber.return?.();
    }
    await fire;
    expect(received).toEqual(numbers);
  });

  it('refuses a cursor whose followers are gone', async () => {
    const { fanOut } = await open();
    const [oldest] = await publishAll(fanOut, ['one']);
    const enough = FAN_OUT_RETENTION.messages + 200;
    await Promise.all(Array.from({ length: enough }, (_, index) => fanOut.publish('news', `${index}`)));
    await expect(subscribe(fanOut, 'news', oldest).next()).rejects.toThrow(CursorTooOld);
  });

  it.each(['', 'nonsense', '1-1', '99999999999999-1', '-'])('refuses %j, which is no cursor of its', async (cursor) => {
    const { fanOut } = await open();
    await fanOut.publish('news', 'one');
    await expect(subscribe(fanOut, 'news', cursor).next()).rejects.toThrow(CursorTooOld);
  });

  it('parts with a subscriber that is too slow instead of holding messages for it', async () => {
    const { fanOut } = await open();
    const slow = subscribe(fanOut, 'news');
    const first = slow.next();
    await fanOut.publish('news', 'one');
    expect((await first).value).toMatchObject({ message: 'one' });
    const enough = FAN_OUT_RETENTION.messages + 300;
    await Promise.all(Array.from({ length: enough }, (_, index) => fanOut.publish('news', `${index}`)));
    await expect(take(slow, enough)).rejects.toThrow(CursorTooOld);
  });

  it('ends a waiting subscription when its signal aborts', async () => {
    const { fanOut } = await open();
    const waiting = subscribe(fanOut, 'news').next();
    ending.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await subscribe(fanOut, 'news').next()).toEqual({ done: true, value: undefined });
  });

  it('ends a waiting subscription that is returned from', async () => {
    const { fanOut } = await open();
    const subscriber = subscribe(fanOut, 'news');
    const waiting = subscriber.next();
    await subscriber.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('ends every subscription when it is closed, however often', async () => {
    const driver = await open();
    const waiting = subscribe(driver.fanOut, 'news').next();
    await driver.close();
    await driver.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('refuses a message too long to hold', async () => {
    const { fanOut } = await open();
    await expect(fanOut.publish('news', 'x'.repeat(1_048_577))).rejects.toThrow(RangeError);
  });
});
