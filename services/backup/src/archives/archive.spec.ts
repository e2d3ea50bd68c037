import { newId } from '@vortex/kit';
import { type Archive, expendable, failed, finished, newArchive } from './archive';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 14, minute));
const made = (minute: number, passphrase = '') =>
  newArchive(newId(), { passphrase, withMasterKeys: false }, '1.2.3', at(minute));
const result = { sizeBytes: 1n, rowCount: 1n, sha256: 'a', generation: 1n };

describe('an archive', () => {
  it('is named by its time and what opens it', () => {
    expect(made(5).fileName).toMatch(/^vortex-2026-11-21-140500-[0-9a-f]{6}\.tar\.gz$/);
    expect(made(5, 'secret').fileName).toMatch(/\.tar\.gz\.age$/);
  });

  it('lets the oldest go, with the failures before them, and none that is being made', () => {
    const archives: Archive[] = [
      failed(made(1), 'broken', at(2)),
      finished(made(2), result, at(3)),
      made(3),
      finished(made(4), result, at(5)),
      failed(made(5), 'broken', at(6)),
      finished(made(6), result, at(7)),
    ];
    expect(expendable(archives, 2).map(({ createdAt }) => createdAt.getUTCMinutes())).toEqual([2, 1]);
    expect(expendable(archives, 9).map(({ createdAt }) => createdAt.getUTCMinutes())).toEqual([1]);
  });
});
