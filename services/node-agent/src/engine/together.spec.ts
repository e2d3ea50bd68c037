import { together } from './together';

describe('what several tell', () => {
  const forEver = (ended: string[], name: string, ...words: string[]) =>
    async function* (signal: AbortSignal) {
      try {
        yield* words;
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('enough'))));
      } finally {
        ended.push(name);
      }
    };

  it('comes together, and ends with the first that ends: then the others end too', async () => {
    const ended: string[] = [];
    const stops = new AbortController();
    async function* brief() {
      yield 'brief';
      await new Promise((resolve) => stops.signal.addEventListener('abort', resolve));
    }
    const heard: string[] = [];
    for await (const word of together([forEver(ended, 'long', 'one', 'two'), brief], new AbortController().signal)) {
      heard.push(word);
      if (heard.length === 3) stops.abort();
    }
    expect([heard.sort(), ended]).toEqual([['brief', 'one', 'two'], ['long']]);
  });
});
