import { firstPortion, nextPortion, smaller } from './portion';

it('as many reports go into the books at once as are there in a moment: one at least', () => {
  expect(nextPortion(firstPortion, 100)).toBe(2 * firstPortion);
  expect(nextPortion(firstPortion, 1_000)).toBe(firstPortion);
  expect(nextPortion(firstPortion, 5_000)).toBe(firstPortion / 2);
  expect([nextPortion(90, 1), nextPortion(1, 60_000), smaller(1)]).toEqual([100, 1, 1]);
});
