import { newId } from '@vortex/kit';
import { newArchive, rename } from './archive';

const now = new Date('2026-03-29T01:00:00Z');

describe('one of archives', () => {
  it('begins at revision 1', () => {
    expect(newArchive(newId(), 'first', now)).toMatchObject({ name: 'first', revision: 1n, createdAt: now });
  });

  it('grows its revision when it is renamed', () => {
    const archive = newArchive(newId(), 'first', now);
    expect(rename(archive, 'second')).toEqual({ ...archive, name: 'second', revision: 2n });
  });

  it('is the same when it is given the name it has', () => {
    const archive = newArchive(newId(), 'first', now);
    expect(rename(archive, 'first')).toBe(archive);
  });
});
