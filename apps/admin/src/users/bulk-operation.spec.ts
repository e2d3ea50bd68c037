import type { VortexClient } from '@vortex/sdk';
import { emptyBulk, isGiven, runBulk } from './bulk-operation';

describe('a change of many users', () => {
  it('is not asked for before it is said what to change', () => {
    expect(isGiven('extend', emptyBulk)).toBe(false);
    expect(isGiven('extend', { ...emptyBulk, days: 'ten', gb: '0' })).toBe(false);
    expect(isGiven('extend', { ...emptyBulk, days: '30' })).toBe(true);
    expect(isGiven('move', { ...emptyBulk, add: ['g'] })).toBe(true);
    expect(isGiven('delete', emptyBulk)).toBe(true);
  });

  it('gives days and GB in the units of the API', async () => {
    let asked: unknown;
    const request = (_: unknown, variables: unknown) => ((asked = variables), Promise.resolve({ extendUsers: {} }));
    const draft = { ...emptyBulk, days: '2', gb: '1' };
    const api = { request } as unknown as VortexClient;
    await runBulk(api, { name: 'extend', filter: {}, draft, dryRun: true });
    expect(asked).toEqual({ filter: {}, input: { seconds: 172_800, bytes: '1000000000' }, dryRun: true });
  });
});
