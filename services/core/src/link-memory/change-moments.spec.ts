import { newId } from '@vortex/kit';
import { ChangeMoments } from './change-moments';

describe('moments of change', () => {
  it('tell of each user whether it has changed since, and of all when all have', () => {
    const moments = new ChangeMoments();
    const [ann, bob] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
    const since = (moment: number) => [ann, bob].map((id) => moments.hasChangedSince(moments.placeOf(id), moment));
    const first = moments.now;
    moments.changed(ann);
    expect([since(first), since(moments.now)]).toEqual([
      [true, false],
      [false, false],
    ]);
    const second = moments.now;
    moments.allChanged();
    expect([since(second), since(moments.now)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('have places for the users of a panel, hardly ever one for two', () => {
    const moments = new ChangeMoments();
    const taken = new Set(Array.from({ length: 1_000 }, () => moments.placeOf(newId())));
    expect(taken.size).toBeGreaterThan(980);
  });
});
