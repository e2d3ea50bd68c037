import { eventually } from '@vortex/testing';
import { drivers, driverNames } from './drivers';

const rule = { limit: 3, windowMs: 3_600_000 };

describe.each(driverNames)('a rate limiter (%s)', (name) => {
  const { open } = drivers(name);

  it('allows the limit and refuses what is beyond', async () => {
    const { rateLimiter } = await open();
    const verdicts = [];
    for (let attempt = 0; attempt < 4; attempt += 1) verdicts.push(await rateLimiter.consume('ann', rule));
    expect(verdicts.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
  });

  it('says how long to wait, and nothing to wait for when it allows', async () => {
    const { rateLimiter } = await open();
    expect((await rateLimiter.consume('ann', rule, 3)).resetMs).toBe(0);
    const { resetMs } = await rateLimiter.consume('ann', rule);
    expect(resetMs).toBeGreaterThan(0);
    expect(resetMs).toBeLessThanOrEqual(2 * rule.windowMs);
  });

  it('never lets more than the limit through at once', async () => {
    const { rateLimiter } = await open();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => rateLimiter.consume('ann', rule)));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  it('counts every key, and every window, apart', async () => {
    const { rateLimiter } = await open();
    await rateLimiter.consume('ann', rule, 3);
    expect((await rateLimiter.consume('bob', rule)).allowed).toBe(true);
    expect((await rateLimiter.consume('ann', { limit: 3, windowMs: 60_000 })).allowed).toBe(true);
    expect((await rateLimiter.consume('ann', rule)).allowed).toBe(false);
  });

  it('does not count what it refused', async () => {
    const { rateLimiter } = await open();
    await rateLimiter.consume('ann', rule, 2);
    expect((await rateLimiter.consume('ann', rule, 2)).allowed).toBe(false);
    expect((await rateLimiter.consume('ann', rule, 1)).allowed).toBe(true);
  });

  it('allows again as the window slides on', async () => {
    const { rateLimiter } = await open();
    const short = { limit: 1, windowMs: 50 };
    await rateLimiter.consume('ann', short);
    await eventually(async () => expect((await rateLimiter.consume('ann', short)).allowed).toBe(true));
  });

  it('forgets a key that is reset', async () => {
    const { rateLimiter } = await open();
    await rateLimiter.consume('ann', rule, 3);
    await rateLimiter.reset('ann', rule);
    expect((await rateLimiter.consume('ann', rule, 3)).allowed).toBe(true);
  });

  it.each([0, -1, 1.5, 4, Number.NaN])('refuses to consume %s points of three', async (points) => {
    const { rateLimiter } = await open();
    await expect(rateLimiter.consume('ann', rule, points)).rejects.toThrow(RangeError);
  });
});
