import { sampleDevice, sampleState } from '../../test/links/sample-list';
import { unchangedUntil } from './unchanged-until';

const hour = 3_600_000;
const minute = 60_000;
const now = new Date('2026-05-06T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const state = (expiresInMs: number | null) =>
  sampleState({ expiresAt: expiresInMs === null ? null : at(expiresInMs), devices: [] });
const until = (...[basis]: [Partial<Parameters<typeof unchangedUntil>[0]>]) =>
  unchangedUntil({ state: state(null), device: undefined, complete: true, ...basis }, now) - now.getTime();

describe('a list says the same', () => {
  it('for ten minutes, and only as long as it is not due to be noted that its device was here', () => {
    expect(until({})).toBe(10 * minute);
    expect(until({ device: sampleDevice({ seenAt: now.getTime() - 3 * minute }) })).toBe(7 * minute);
    expect(until({ device: sampleDevice({ seenAt: 0 }) })).toBeLessThan(0);
  });

  it('until there is a day less before its user’s end, and until that', () => {
    expect(until({ state: state(48 * hour + minute) })).toBe(minute);
    expect(until({ state: state(48 * hour) })).toBe(10 * minute);
    expect(until({ state: state(2 * minute) })).toBe(2 * minute);
    expect(until({ state: state(-hour) })).toBe(10 * minute);
  });

  it('for a moment while addresses in tunnels are missing, which the next list asks for', () => {
    expect(until({ complete: false })).toBe(10_000);
  });
});
