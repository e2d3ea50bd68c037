import { linesOf, type Status, troubleOf } from './status';

const now = new Date('2026-01-01T00:00:30Z');
const status: Status = {
  ...{ version: '1', pid: 1, startedAt: '2026-01-01T00:00:00Z', writtenAt: '2026-01-01T00:00:28Z' },
  ...{ serverId: 's', panel: 'away', panelAddresses: ['a:1', 'b:2'], clockSkewMs: -3 },
  ...{ certificateIssuedAt: '2026-01-01T00:00:00Z', certificateExpiresAt: '2026-01-31T00:00:00Z' },
  ...{ engine: 'healthy', users: 1, sessions: 2, inbounds: 3, configHash: 'abc', countersWaiting: 0, journalBytes: 0 },
};

describe('the status of an agent', () => {
  it('is well while its engine is, also without the panel', () => {
    expect(troubleOf(status, now)).toBeUndefined();
    expect(troubleOf({ ...status, engine: 'degraded' }, now)).toBe('the engine is degraded');
  });

  it('says when nobody has told anything, or not for a while', () => {
    expect(troubleOf(undefined, now)).toBe('no agent has run here yet');
    const old = { ...status, writtenAt: '2025-12-31T23:59:59Z' };
    expect(troubleOf(old, now)).toBe('the agent last said something at 2025-12-31T23:59:59Z');
  });

  it('is told line by line', () => {
    expect(linesOf(status)).toContain('panelAddresses        a:1, b:2');
  });
});
