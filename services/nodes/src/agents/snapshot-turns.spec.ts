import { SnapshotTurns } from './snapshot-turns.service';

const forEver = new AbortController().signal;

/** Takes turns, and notes who has come to theirs. */
function takers(turns: SnapshotTurns) {
  const began: number[] = [];
  const take = async (n: number, signal = forEver): Promise<() => void> => {
    const end = await turns.take(signal);
    began.push(n);
    return end;
  };
  return { began, take };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns of snapshots', () => {
  it('are three at once; who waits comes in the order they came', async () => {
    const { began, take } = takers(new SnapshotTurns());
    const taking = [1, 2, 3, 4, 5].map((n) => take(n));
    await settled();
    expect(began).toEqual([1, 2, 3]);
    (await taking[1])?.();
    await settled();
    expect(began).toEqual([1, 2, 3, 4]);
    const end = await taking[0];
    end?.();
    end?.(); // a second time it is over already
    await settled();
    expect(began).toEqual([1, 2, 3, 4, 5]);
  });

  it('are passed over for who has left meanwhile, and begin anew when all are over', async () => {
    const turns = new SnapshotTurns();
    const { began, take } = takers(turns);
    const leaving = new AbortController();
    const first = await Promise.all([take(1), take(2), take(3)]);
    const left = take(4, leaving.signal);
    const next = take(5);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await expect(take(6, leaving.signal)).rejects.toThrow('gone');
    for (const end of first) end();
    (await next)();
    await Promise.all([take(7), take(8), take(9)]);
    expect(began).toEqual([1, 2, 3, 5, 7, 8, 9]);
  });
});
