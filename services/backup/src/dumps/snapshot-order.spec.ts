import { snapshotOrder } from './snapshot-order';

describe('the order of snapshots', () => {
  it('puts whoever calls before whoever is called', () => {
    const calls = new Map([
      ['auth', []],
      ['core', ['auth', 'nodes']],
      ['nodes', ['auth']],
    ]);
    expect(snapshotOrder(calls)).toEqual(['core', 'nodes', 'auth']);
  });

  it('comes to an end where services call each other, and knows nothing of others', () => {
    const calls = new Map([
      ['a', ['b', 'elsewhere']],
      ['b', ['a']],
    ]);
    expect(snapshotOrder(calls)).toHaveLength(2);
  });
});
