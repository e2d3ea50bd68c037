import { granted, outstanding } from './lease';

const none = { untilBytes: 0n, chargedBytes: 0n };
const megabyte = 1_000_000n;

/** The same numbers at every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('a lease', () => {
  it('of a lone server is all that remains', () => {
    expect(granted({ limitBytes: 100n, consumedBytes: 40n }, none, [], 1)).toBe(60n);
    const used = { untilBytes: 0n, chargedBytes: 500n };
    expect(granted({ limitBytes: 600n, consumedBytes: 500n }, used, [], 1)).toBe(600n);
  });

  it('is never taken back from here: what was given out is the server’s', () => {
    const mine = { untilBytes: 80n, chargedBytes: 10n };
    expect(granted({ limitBytes: 20n, consumedBytes: 10n }, mine, [], 1)).toBe(80n);
    expect(granted({ limitBytes: 5n, consumedBytes: 10n }, none, [], 1)).toBe(0n);
  });

  it('leaves something for the others, and never adds up with theirs to more than what remains', () => {
    const random = randomFrom(20_261_130);
    for (let round = 0; round < 200; round += 1) {
      const limitBytes = BigInt(Math.floor(random() * 1e10));
      const servers = 1 + Math.floor(random() * 8);
      const leases = Array.from({ length: servers }, () => none);
      let consumedBytes = 0n;
      for (let step = 0; step < 60; step += 1) {
        const at = Math.floor(random() * servers);
        const mine = leases[at] ?? none;
        const others = leases.filter((_, n) => n !== at);
        const untilBytes = granted({ limitBytes, consumedBytes }, mine, others, servers);
        const used = BigInt(Math.floor(random() * Number(untilBytes - mine.chargedBytes)));
        consumedBytes += used;
        leases[at] = { untilBytes, chargedBytes: mine.chargedBytes + used };
        const given = leases.reduce((sum, lease) => sum + outstanding(lease), 0n);
        expect(consumedBytes + given <= limitBytes).toBe(true);
      }
    }
  });

  it('lets a user use all of its limit on one of many servers, but for what idles on the others', () => {
    const account = { limitBytes: 1_000n * megabyte, consumedBytes: 0n };
    const idle = { untilBytes: granted(account, none, [], 5), chargedBytes: 0n };
    let mine = none;
    for (let step = 0; step < 100; step += 1) {
      const untilBytes = granted(
        { ...account, consumedBytes: mine.untilBytes },
        { ...mine, chargedBytes: mine.untilBytes },
        [idle],
        5,
      );
      mine = { untilBytes, chargedBytes: untilBytes };
    }
    expect(mine.untilBytes + outstanding(idle)).toBe(account.limitBytes);
  });
});
