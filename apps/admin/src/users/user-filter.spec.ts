import { filterCount, filterOf, nextSort, queryFrom, sortOf } from './user-filter';

const now = new Date('2026-11-30T12:00:00.000Z');
const from = (address: string) => {
  const params = new URLSearchParams(address);
  return queryFrom((name) => params.get(name) ?? undefined);
};

describe('the filters of the list of users', () => {
  it('are what its address says', () => {
    expect(filterOf(from('q=ann%20b&status=EXPIRED&group=g1&tag=vip&traffic=limited'), now)).toEqual({
      search: 'ann b',
      statuses: ['EXPIRED'],
      groupIds: ['g1'],
      tags: ['vip'],
      unlimited: false,
    });
  });

  it('mean nobody in particular where the address says nothing', () => {
    expect(filterOf(from(''), now)).toEqual({});
    expect(filterCount(from('q=ann'))).toBe(0);
    expect(filterCount(from('status=ACTIVE&ends=week'))).toBe(2);
  });

  it('count times from now', () => {
    expect(filterOf(from('ends=week'), now).expiresAt).toEqual({
      from: '2026-11-30T12:00:00.000Z',
      before: '2026-12-07T12:00:00.000Z',
    });
    expect(filterOf(from('online=now'), now).lastOnlineAt).toEqual({ from: '2026-11-30T11:55:00.000Z' });
    expect(filterOf(from('ends=never'), now)).toEqual({ neverExpires: true });
  });

  it('leave out what no filter is called', () => {
    expect(filterOf(from('status=HAPPY&ends=toString&online=constructor&traffic=x'), now)).toEqual({});
    expect(sortOf('-toString')).toEqual([]);
  });
});

describe('the order of the list of users', () => {
  it('goes up, down, and back to the newest first', () => {
    expect(sortOf('traffic')).toEqual([{ field: 'USED_BYTES', direction: 'ASC' }]);
    expect(sortOf('-traffic')).toEqual([{ field: 'USED_BYTES', direction: 'DESC' }]);
    expect(nextSort('traffic', undefined)).toBe('traffic');
    expect(nextSort('traffic', 'traffic')).toBe('-traffic');
    expect(nextSort('traffic', '-traffic')).toBeUndefined();
    expect(nextSort('traffic', 'username')).toBe('traffic');
  });
});
