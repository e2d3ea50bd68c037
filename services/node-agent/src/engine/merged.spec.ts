import { Engine, EngineHealth, SessionList, UserDigests } from '@vortex/contracts/tunnel';
import { mergedDigests, mergedHealth, mergedHello, mergedSessions } from './merged';

const hello = (given: Parameters<typeof Engine.fromPartial>[0]) => Engine.fromPartial(given);
const at = (seconds: number) => new Date(seconds * 1_000);

describe('what several instances say, as of one engine', () => {
  it('is what all of them can, from when the last of them began', () => {
    const merged = mergedHello([
      hello({ capabilities: ['a', 'b'], usersGeneration: 'g', usersRevision: 7n, startedAt: at(1) }),
      hello({ capabilities: ['b'], usersGeneration: 'g', usersRevision: 7n, startedAt: at(3) }),
    ]);
    expect(merged).toMatchObject({ capabilities: ['b'], usersGeneration: 'g', usersRevision: 7n, startedAt: at(3) });
  });

  it('is that all users are needed where they stand differently, or one has none', () => {
    for (const other of [{ usersGeneration: 'g', usersRevision: 6n }, { usersGeneration: '' }])
      expect(mergedHello([hello({ usersGeneration: 'g', usersRevision: 7n }), hello(other)])).toMatchObject({
        usersGeneration: '',
        usersRevision: 0n,
      });
  });

  it('is as well as the worst, which is named; what all count in one ledger is told once', () => {
    const health = (given: Parameters<typeof EngineHealth.fromPartial>[0]) =>
      EngineHealth.fromPartial({ healthy: true, users: 5n, uplinkBytes: 100n, sessions: 2n, ...given });
    const parts = [{ name: 'xray', healthy: false, detail: 'It could not be started.' }];
    const merged = mergedHealth(
      [
        { name: '', word: health({}) },
        { name: 'edge', word: health({ healthy: false, parts }) },
      ],
      ['far'],
    );
    expect(merged).toMatchObject({ healthy: false, users: 5n, uplinkBytes: 100n, sessions: 4n });
    expect(merged.parts.map(({ name }) => name)).toEqual(['edge: xray', 'far: engine']);
  });

  it('is the longest open sessions of all', () => {
    const list = (total: bigint, ...since: number[]) =>
      SessionList.fromPartial({ total, sessions: since.map((one) => ({ since: at(one) })) });
    const { sessions, total } = mergedSessions([list(9n, 1, 4), list(2n, 2, 3)], 3);
    expect([total, sessions.map(({ since }) => since)]).toEqual([11n, [at(1), at(2), at(3)]]);
  });
});

describe('digests of users of several instances', () => {
  const told = (digest: bigint, details: [string, bigint][] = []) =>
    UserDigests.fromPartial({
      ...{ generation: 'g', revision: 7n },
      buckets: [{ number: 3, users: 2, digest, details: details.map(([userId, one]) => ({ userId, digest: one })) }],
    });

  it('are those that all have', () => {
    expect(mergedDigests([told(5n), told(5n)])).toEqual(told(5n));
  });

  it('are none of theirs where they differ, so that whoever compares tells these users again', () => {
    const { buckets } = mergedDigests([
      told(0n, [
        ['same', 8n],
        ['other', 0n],
        ['lost', 4n],
      ]),
      told(1n, [
        ['same', 8n],
        ['other', 1n],
      ]),
    ]);
    expect([0n, 1n]).not.toContain(buckets[0]?.digest);
    const details = new Map(buckets[0]?.details.map(({ userId, digest }) => [userId, digest]));
    expect(details.get('same')).toBe(8n);
    expect([0n, 1n]).not.toContain(details.get('other'));
    expect(details.get('lost')).not.toBe(4n);
  });

  it('stand nowhere that anybody asks about where instances stand apart', () => {
    expect(mergedDigests([told(5n), { ...told(5n), revision: 6n }]).revision).toBe(0n);
  });
});
