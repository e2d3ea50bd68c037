import { filledPoints, ticksOf } from './traffic-points';

const totals = { uplinkBytes: '5', downlinkBytes: '7', chargedBytes: '12' };

describe('the points of a chart', () => {
  it('are there also for the hours without traffic', () => {
    const stats = {
      from: '2026-11-30T00:00:00.000Z',
      to: '2026-11-30T03:00:00.000Z',
      resolution: 'HOUR' as const,
      totals,
      points: [{ startsAt: '2026-11-30T01:00:00.000Z', totals }],
      topServers: [],
    };
    expect(filledPoints(stats).map(({ up, down }) => [up, down])).toEqual([
      [0, 0],
      [5, 7],
      [0, 0],
    ]);
  });
});

describe('the figures beside a chart', () => {
  it('are few, round, and reach above the highest', () => {
    for (const highest of [1, 7, 99, 1234, 5.1e12]) {
      const ticks = ticksOf(highest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
    expect(ticksOf(0)).toEqual([0]);
  });
});
