import { pageOf } from '../paging/page';
import { shortListConnection } from '../paging/short-list';
import { backupTerms, isMeant } from './backup-list.graphql';
import type { Backup } from './backup-view.graphql';

const archive = (n: number, facts: Partial<Backup>): Backup =>
  ({
    id: `00000000-0000-7000-8000-00000000000${n}`,
    state: 'DONE',
    fileName: `panel-${n}.vxb`,
    createdAt: new Date(Date.UTC(2026, 0, n)),
    sizeBytes: 10n,
    encrypted: false,
    release: '1.0.0',
    ...facts,
  }) as Backup;
const archives = [
  archive(1, { sizeBytes: 9n }),
  archive(2, { sizeBytes: 100n, encrypted: true }),
  archive(3, { state: 'FAILED', release: '1.1.0-beta' }),
];
const days = (rows: readonly Backup[]) => rows.map(({ createdAt }) => createdAt.getUTCDate());
const listed = (sort: Parameters<typeof backupTerms>[0], backward = false) =>
  days(shortListConnection(archives, pageOf({ [backward ? 'last' : 'first']: 2 }, backupTerms(sort))).nodes);

describe('a list of archives', () => {
  it('stands with the newest first, or as it is asked for', () => {
    expect(listed([])).toEqual([3, 2]);
    expect(listed([], true)).toEqual([2, 1]);
    expect(listed([{ field: 'SIZE_BYTES', direction: 'ASC' }])).toEqual([1, 3]);
    expect(listed([{ field: 'STATE', direction: 'DESC' }])).toEqual([3, 1]);
  });

  it.each([
    [{}, '', [1, 2, 3]],
    [{ states: ['FAILED' as const] }, '', [3]],
    [{ states: [] }, '', []],
    [{ encrypted: true }, '', [2]],
    [{ createdAt: { from: new Date(Date.UTC(2026, 0, 2)), before: new Date(Date.UTC(2026, 0, 3)) } }, '', [2]],
    [{}, 'PANEL-1', [1]],
    [{}, 'beta', [3]],
  ])('narrowed by %j and %j has %j', (filter, search, found) => {
    expect(days(archives.filter(isMeant(filter, search)))).toEqual(found);
  });

  it('says what is wrong with its filter', () => {
    expect(() => isMeant({ createdAt: { from: new Date(-1e15) } }, '')).toThrow(
      expect.objectContaining({ violations: [expect.objectContaining({ path: 'filter.createdAt.from' })] }),
    );
  });
});
