import { randomBytes } from 'node:crypto';
import { Keyring, SealBroken } from './keyring';

const first = randomBytes(32);
const second = randomBytes(32);
const old = new Keyring(new Map([['k1', first]]));
const rotated = new Keyring(
  new Map([
    ['k2', second],
    ['k1', first],
  ]),
);
const retired = new Keyring(new Map([['k2', second]]));
const place = 'credential.secret:018f';

it('opens what it has sealed, and only in its own place', () => {
  const sealed = old.seal('a secret', place);
  expect(old.openText(sealed, place)).toBe('a secret');
  expect(() => old.open(sealed, 'credential.secret:018e')).toThrow(SealBroken);
});

it('keeps bytes as they are, and nothing of them in sight', () => {
  const bytes = randomBytes(1000);
  const sealed = Buffer.from(old.seal(bytes, place));
  expect(old.open(sealed, place)).toEqual(bytes);
  expect(sealed.includes(bytes.subarray(0, 8))).toBe(false);
  expect(old.open(old.seal('', place), place)).toHaveLength(0);
});

it('seals the same value differently each time', () => {
  expect(old.seal('x', place)).not.toEqual(old.seal('x', place));
});

it('seals many together that each open alone and only in their own place, also under another master key later', () => {
  const values = ['a', 'b', 'a', ''].map((plaintext, n) => ({ plaintext, context: `credential.secret:${n}` }));
  const sealed = old.sealAll(values);
  expect(sealed.map((one, n) => old.openText(one, `credential.secret:${n}`))).toEqual(['a', 'b', 'a', '']);
  expect(() => old.open(sealed[0] ?? new Uint8Array(), 'credential.secret:2')).toThrow(SealBroken);
  const values0and2 = [sealed[0], sealed[2]].map((one) =>
    Buffer.from(one ?? [])
      .subarray(-29)
      .toString('hex'),
  );
  expect(new Set(values0and2).size).toBe(2);
  const again = rotated.rewrap(sealed[1] ?? new Uint8Array());
  expect(retired.openText(again, 'credential.secret:1')).toBe('b');
  expect(old.sealAll([])).toEqual([]);
  expect(() => old.sealAll(Array.from({ length: 100_001 }, () => ({ plaintext: '', context: '' })))).toThrow(
    RangeError,
  );
});

it('opens many together as it opens each alone, whoever sealed them with whom, and none where one is broken', () => {
  const context = (n: number) => `credential.secret:${n}`;
  const together = old.sealAll(['a', 'b'].map((plaintext, n) => ({ plaintext, context: context(n) })));
  const sealed = [...together, old.seal('c', context(2)), rotated.seal('d', context(3))];
  const values = sealed.map((one, n) => ({ sealed: one, context: context(n) }));
  expect(rotated.openAll(values).map(String)).toEqual(['a', 'b', 'c', 'd']);
  expect(old.openAll([])).toEqual([]);
  expect(() => old.openAll(values)).toThrow(SealBroken);
  expect(() => rotated.openAll(values.map((one) => ({ ...one, context: context(1) })))).toThrow(SealBroken);
  const [a, b] = values;
  if (!a || !b) throw new Error('two were sealed together');
  for (let length = 0; length < b.sealed.length; length += 1) {
    expect(() => old.openAll([a, { ...b, sealed: b.sealed.subarray(0, length) }])).toThrow(SealBroken);
  }
});

it('notices a change of any byte', () => {
  const sealed = old.seal('a secret', place);
  for (let index = 0; index < sealed.length; index++) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => old.open(changed, place)).toThrow(SealBroken);
  }
});

it('notices a value that was cut short', () => {
  const sealed = old.seal('a secret', place);
  for (let length = 0; length < sealed.length; length++) {
    expect(() => old.open(sealed.subarray(0, length), place)).toThrow(SealBroken);
  }
});

it('does not open with another key of the same name', () => {
  const sealed = old.seal('a secret', place);
  expect(() => new Keyring(new Map([['k1', second]])).open(sealed, place)).toThrow(SealBroken);
});

it('opens old values after a rotation, and tells that they are due', () => {
  const sealed = old.seal('a secret', place);
  expect(rotated.openText(sealed, place)).toBe('a secret');
  expect([rotated.isStale(sealed), rotated.isStale(rotated.seal('x', place))]).toEqual([true, false]);
});

it('no longer needs a retired key once a value is wrapped anew', () => {
  const sealed = old.seal('a secret', place);
  expect(() => retired.open(sealed, place)).toThrow('"k1" is not in the keyring');
  const rewrapped = rotated.rewrap(sealed);
  expect(retired.openText(rewrapped, place)).toBe('a secret');
  expect(() => retired.open(rewrapped, 'another.place:1')).toThrow(SealBroken);
});

it('says what is missing when there is no key', () => {
  expect(() => new Keyring(new Map()).seal('x', place)).toThrow('VORTEX_MASTER_KEY');
});
