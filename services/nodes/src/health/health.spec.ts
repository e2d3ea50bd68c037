import { after, type Findings, type Health, loadMilli, look, newHealth, nextLookMs, toldOf } from './health';

const start = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const done = (inboundId: string) => ({ inboundId, failure: '', latencyMs: 20 });
const failed = (inboundId: string) => ({ inboundId, failure: 'timeout', latencyMs: 0 });
const well: Findings = {
  ...{ agentHeard: true, engineHealthy: true, configurationRefused: false },
  ...{ clockSkewMs: 0, certificateLeftMs: undefined, handshakes: [done('a'), done('b')] },
};

describe('a look at a server', () => {
  it('finds nothing wrong with one that is well', () => {
    expect(look(well)).toEqual({ score: 100, reasons: [] });
  });

  it('counts the inbounds nobody can reach, and names them', () => {
    expect(look({ ...well, handshakes: [done('a'), failed('b')] })).toEqual({
      score: 50,
      reasons: [{ code: 'inbound_unreachable', inboundId: 'b' }],
    });
    expect(look({ ...well, handshakes: [failed('a'), failed('b')] }).score).toBe(0);
  });

  it('leaves a server that serves without its agent to people, and not one of which nothing is known', () => {
    expect(look({ ...well, agentHeard: false }).score).toBe(70);
    expect(look({ ...well, agentHeard: false, handshakes: [] }).score).toBe(0);
    expect(look({ ...well, agentHeard: false, handshakes: [failed('a')] }).score).toBe(0);
  });

  it.each([
    ['engine_unhealthy', { engineHealthy: false }],
    ['configuration_refused', { configurationRefused: true }],
    ['clock_skewed', { clockSkewMs: -600_000 }],
    ['certificate_expiring', { certificateLeftMs: 3_600_000 }],
  ] as const)('says %s, which alone takes it from nobody', (code, wrong) => {
    const { score, reasons } = look({ ...well, ...wrong });
    expect(reasons).toEqual([{ code, inboundId: '' }]);
    expect(score).toBeLessThan(90);
    expect(score).toBeGreaterThanOrEqual(50);
  });
});

describe('the health of a server', () => {
  const looks = (health: Health, scores: readonly number[], from = 0, step = 5): Health =>
    scores.reduce((now, score, n) => after(now, score, at(from + n * step)), health);

  it('bears one bad look, or two, and not three in a row', () => {
    expect(looks(newHealth(start), [0, 0]).state).toBe('degraded');
    expect(looks(newHealth(start), [0, 0, 100, 0, 0]).state).toBe('degraded');
    expect(looks(newHealth(start), [0, 0, 0])).toMatchObject({ state: 'unhealthy', since: at(10) });
  });

  it('comes back by itself, once it has been well for a minute', () => {
    const gone = looks(newHealth(start), [0, 0, 0]);
    expect(
      looks(
        gone,
        Array.from({ length: 12 }, () => 100),
        15,
      ).state,
    ).toBe('unhealthy');
    const back = looks(
      gone,
      Array.from({ length: 13 }, () => 100),
      15,
    );
    expect(back).toMatchObject({ state: 'healthy', since: at(75) });
  });

  it('begins to count anew with every look that is not good', () => {
    const gone = looks(newHealth(start), [0, 0, 0]);
    const scores = [...Array.from({ length: 12 }, () => 100), 60, ...Array.from({ length: 12 }, () => 100)];
    expect(looks(gone, scores, 15).state).toBe('unhealthy');
  });

  it('does not flutter between two states for a score between them', () => {
    const scores = [60, 55, 65, 60, 55];
    expect(looks(newHealth(start), scores).state).toBe('degraded');
    expect(looks(looks(newHealth(start), [0, 0, 0]), scores, 15).state).toBe('unhealthy');
  });

  it('is looked at more closely while it may change', () => {
    expect(nextLookMs(newHealth(start))).toBeGreaterThan(nextLookMs(looks(newHealth(start), [0])));
    const gone = looks(newHealth(start), [0, 0, 0]);
    expect(nextLookMs(gone)).toBeGreaterThan(nextLookMs(looks(gone, [100], 20)));
  });

  it('is told again when its state or its band changes, not with every measurement', () => {
    const told = toldOf({ state: 'healthy', score: 94 }, 120);
    expect(toldOf({ state: 'healthy', score: 91 }, 180)).toBe(told);
    expect(toldOf({ state: 'degraded', score: 94 }, 120)).not.toBe(told);
    expect(toldOf({ state: 'healthy', score: 89 }, 120)).not.toBe(told);
    expect(toldOf({ state: 'healthy', score: 94 }, 700)).not.toBe(told);
  });
});

describe('the load of a server', () => {
  it('is the larger share of what it is meant for', () => {
    const carries = { sessions: 50, bytesPerSecond: 12_500_000 };
    expect(loadMilli(carries, { users: 100, megabitsPerSecond: 1_000 })).toBe(500);
    expect(loadMilli(carries, { users: 1_000, megabitsPerSecond: 125 })).toBe(800);
    expect(loadMilli(carries, { users: 0, megabitsPerSecond: 0 })).toBe(0);
  });
});
