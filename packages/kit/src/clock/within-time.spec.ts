import { once } from 'node:events';
import { withinTime } from './within-time';

const never = new AbortController().signal;
const end = (signal: AbortSignal) => once(signal, 'abort').then(() => 'ended');

describe('within a time', () => {
  it('ends what takes too long', async () => {
    await expect(withinTime(5, never, end)).resolves.toBe('ended');
  });

  it('ends with who has asked', async () => {
    const asker = new AbortController();
    const ended = withinTime(600_000, asker.signal, end);
    asker.abort();
    await expect(ended).resolves.toBe('ended');
  });

  it('leaves what is done in time alone, and its failures as they are', async () => {
    await expect(withinTime(600_000, never, ({ aborted }) => Promise.resolve(aborted))).resolves.toBe(false);
    await expect(withinTime(600_000, never, () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  });
});
