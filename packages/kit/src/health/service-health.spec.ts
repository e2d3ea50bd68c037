import { ServiceHealth, worst } from './service-health';

const part = (name: string, check: () => Promise<{ state: 'ok' | 'degraded' | 'failed' }>) => ({ name, check });

it('is as well as its worst part', () => {
  expect(worst([])).toBe('ok');
  expect(worst([{ state: 'ok' }, { state: 'degraded' }])).toBe('degraded');
  expect(worst([{ state: 'degraded' }, { state: 'failed' }, { state: 'ok' }])).toBe('failed');
});

it('counts a part that throws or is silent as failed, without quoting its error', async () => {
  const health = new ServiceHealth();
  health.add(part('a', () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432'))));
  health.add(part('b', () => new Promise(() => undefined)));
  const parts = await health.check();
  expect(parts.map(({ state }) => state)).toEqual(['failed', 'failed']);
  expect(JSON.stringify(parts)).not.toContain('10.1.2.3');
});

it('does not look again for everyone who asks', async () => {
  const health = new ServiceHealth();
  let looks = 0;
  health.add(part('a', async () => ({ state: ++looks > 0 ? 'ok' : 'failed' })));
  await Promise.all(Array.from({ length: 100 }, () => health.check()));
  expect(looks).toBe(1);
});
