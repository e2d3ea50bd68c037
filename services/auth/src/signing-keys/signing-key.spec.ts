import { newId } from '@vortex/kit';
import {
  accessTokenLifetimeMs,
  endedKeys,
  isNextKeyDue,
  nextActiveFrom,
  rotation,
  type SigningKey,
  signingKeyAt,
} from './signing-key';

const start = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const key = (generation: number, activeFrom: Date): SigningKey => ({
  id: newId(),
  generation,
  publicKey: {},
  createdAt: start,
  activeFrom,
});

describe('signing keys', () => {
  const first = key(1, start);
  const second = key(2, after(rotation.periodMs));

  it('begin with one that signs at once, since nobody knows another', () => {
    expect(isNextKeyDue([], start)).toBe(true);
    expect(nextActiveFrom([], start)).toEqual(start);
  });

  it('are followed by the next one a day before it signs', () => {
    expect(isNextKeyDue([first], after(rotation.periodMs - rotation.aheadMs - 1))).toBe(false);
    expect(isNextKeyDue([first], after(rotation.periodMs - rotation.aheadMs))).toBe(true);
    expect(isNextKeyDue([first, second], after(rotation.periodMs - 1))).toBe(false);
  });

  it('are published for a whole day even after a long sleep', () => {
    const late = after(10 * rotation.periodMs);
    expect(nextActiveFrom([first], late).getTime() - late.getTime()).toBe(rotation.aheadMs);
  });

  it('sign from the moment they are active', () => {
    expect(signingKeyAt([second, first], after(rotation.periodMs - 1))).toBe(first);
    expect(signingKeyAt([second, first], after(rotation.periodMs))).toBe(second);
  });

  it('outlive their last token', () => {
    const lastTokenEnds = rotation.periodMs + accessTokenLifetimeMs;
    expect(endedKeys([first, second], after(lastTokenEnds))).toEqual([]);
    expect(endedKeys([first, second], after(lastTokenEnds + rotation.graceMs))).toEqual([first]);
  });

  it('are never all ended', () => {
    expect(endedKeys([first], after(100 * rotation.periodMs))).toEqual([]);
  });
});
