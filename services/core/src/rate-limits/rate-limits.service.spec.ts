import { inProcess } from '@vortex/cache';
import { type Caller, newId } from '@vortex/kit';
import { RateLimits } from './rate-limits.service';

const clock = { now: () => new Date(1_800_000_000_000) };
const config = { VORTEX_API_POINTS_PER_MINUTE: 1_000, VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: 100 };
const limits = () => new RateLimits(inProcess(clock).rateLimiter, config as never);
const account = (fields: object = {}): Caller => ({ kind: 'account', accountId: newId(), ...fields }) as never;
const stranger: Caller = { kind: 'anonymous' };

describe('the budget of a minute', () => {
  it('is told with every answer, and when there is more once it is spent', async () => {
    const rates = limits();
    const told: Readonly<Record<string, string>>[] = [];
    const one = account();
    await rates.pay(one, '', 400, (headers) => told.push(headers));
    await rates.pay(one, '', 600, (headers) => told.push(headers));
    await expect(rates.pay(one, '', 1, (headers) => told.push(headers))).rejects.toMatchObject({
      kind: 'resource_exhausted',
      code: 'rate_limited',
    });
    expect(told[0]).toEqual({ 'ratelimit-policy': '"account";q=1000;w=60', ratelimit: '"account";r=600;t=60' });
    expect(told[2]).toMatchObject({ ratelimit: expect.stringMatching(/^"account";r=0;t=\d+$/) });
    expect(Number(told[2]?.['retry-after'])).toBeGreaterThan(0);
  });

  it('is each account its own, each token its own, and one for all strangers of a network', async () => {
    const rates = limits();
    await rates.pay(account(), '', 1_000);
    await rates.pay(account(), '', 1_000);
    const one = account();
    await rates.pay({ ...one, apiTokenId: newId() } as never, '', 1_000);
    await rates.pay(one, '', 1_000);
    await rates.pay(stranger, '2001:db8:1:2::7', 100);
    await rates.pay(stranger, '2001:db8:1:3::7', 100);
    await expect(rates.pay(stranger, '2001:db8:1:2:ffff::1', 1)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('lets through once what costs more than a minute has', async () => {
    await expect(limits().pay(stranger, '192.0.2.1', 5_000)).resolves.toBeUndefined();
  });
});
