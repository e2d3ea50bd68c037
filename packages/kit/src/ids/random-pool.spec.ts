import * as crypto from 'node:crypto';
import { secureBytes } from './random-pool';

jest.mock('node:crypto', () => ({ ...jest.requireActual<typeof crypto>('node:crypto'), randomFillSync: jest.fn() }));
const actual = jest.requireActual<typeof crypto>('node:crypto');
const fill = jest.mocked(crypto.randomFillSync);
let pools: Uint8Array[] = [];

beforeEach(() => {
  pools = [];
  fill.mockReset();
  fill.mockImplementation(((target: Uint8Array) => {
    pools.push(target);
    return actual.randomFillSync(target);
  }) as never);
});

it('gives bytes of the asked size, of which no two are alike', () => {
  const sizes = [0, 1, 12, 16, 24, 32, 64, 65, 4_096, 10_000];
  expect(sizes.map((size) => secureBytes(size).length)).toEqual(sizes);
  const seen = new Set(Array.from({ length: 20_000 }, () => secureBytes(16).toString('hex')));
  expect(seen.size).toBe(20_000);
});

it('spreads its bytes over all values', () => {
  const counts = new Uint32Array(256);
  for (let n = 0; n < 20_000; n++) for (const byte of secureBytes(32)) counts[byte] = (counts[byte] ?? 0) + 1;
  const expected = (20_000 * 32) / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(400); // of 255 degrees of freedom: more by chance once in 10^8 runs
});

it('keeps none of what it has given out, and asks the kernel once for hundreds', () => {
  while (fill.mock.calls.length === 0) secureBytes(64);
  const [pool] = pools;
  fill.mockClear();
  const given = Array.from({ length: 100 }, () => secureBytes(16));
  expect(fill).not.toHaveBeenCalled();
  const left = Buffer.from(pool ?? []);
  expect(left.subarray(0, 64 + 1_600).every((byte) => byte === 0)).toBe(true);
  for (const bytes of given) expect(left.includes(bytes)).toBe(false);
});

it('hands out memory of its own: what is written into it changes nothing else', () => {
  const [one, other] = [secureBytes(16), secureBytes(16)];
  const before = other.toString('hex');
  one.fill(0xff);
  expect(other.toString('hex')).toBe(before);
});
