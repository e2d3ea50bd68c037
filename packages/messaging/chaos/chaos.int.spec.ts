import { randomInt } from 'node:crypto';
import { type ChaosOptions, type ChaosResult, kept, runChaos } from './chaos';

jest.setTimeout(180_000);

/** The short form; `npm run test:soak -- messaging --seed <n>` is the long one. */
describe('transactions while everything is killed', () => {
  const seed = randomInt(2 ** 31);

  it.each<ChaosOptions>([
    { driver: 'rabbit', transactions: 600, killsEach: 2, seed },
    { driver: 'in-process', transactions: 600, killsEach: 3, seed },
  ])('loses nothing, doubles nothing and keeps the order: $driver', async (options) => {
    const result = await runChaos(options);
    process.stdout.write(`chaos ${JSON.stringify({ ...options, ...result })}\n`);
    expect(result).toMatchObject<Partial<ChaosResult>>({
      booked: options.transactions,
      lost: 0,
      doubled: 0,
      outOfOrder: 0,
      deadLetters: 0,
    });
    expect(kept(result, options)).toBe(true);
  });
});
