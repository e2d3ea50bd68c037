import { eventually, FakeClock } from '../src';

describe('eventually', () => {
  it('gives what the check returned once it neither threw nor returned false', async () => {
    let calls = 0;
    const check = () => {
      calls += 1;
      if (calls === 1) throw new Error('not yet');
      return calls === 2 ? false : 'done';
    };
    expect(await eventually(check, { intervalMs: 1 })).toBe('done');
  });

  it('throws the last failure when the time is over', async () => {
    const check = () => Promise.reject(new Error('still not'));
    await expect(eventually(check, { timeoutMs: 10, intervalMs: 1 })).rejects.toThrow('still not');
    await expect(eventually(() => false, { timeoutMs: 10, intervalMs: 1 })).rejects.toThrow(
      'did not hold within 10 ms',
    );
  });
});

describe('the fake clock', () => {
  it('moves when it is told to, and only then', () => {
    const clock = new FakeClock(new Date('2026-03-29T00:59:59Z'));
    clock.advance(1_000);
    expect(clock.now()).toEqual(new Date('2026-03-29T01:00:00Z'));
    expect(clock.monotonic()).toBe(1_000);
  });
});
