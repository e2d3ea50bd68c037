import { serversByStage, stageAfter, stageOf, usualStages } from './stage';

it('the first stage is one server at least, and shares are rounded up', () => {
  expect(serversByStage(1, usualStages)).toEqual([1, 1, 1, 1]);
  expect(serversByStage(7, usualStages)).toEqual([1, 1, 4, 7]);
  expect(serversByStage(500, usualStages)).toEqual([5, 50, 250, 500]);
});

it.each([1, 2, 3, 10, 99, 100, 101, 499])(
  'of %i servers each belongs to one stage, and the last stage leaves none',
  (n) => {
    const stages = Array.from({ length: n }, (_, position) => stageOf(position, n, usualStages));
    expect(stages).not.toContain(-1);
    expect([...stages].sort((one, other) => one - other)).toEqual(stages);
    expect(serversByStage(n, usualStages).at(-1)).toBe(n);
  },
);

it('a stage that brings it to nobody new is passed over', () => {
  expect(stageAfter(0, 1, usualStages)).toBeUndefined();
  expect(stageAfter(0, 7, usualStages)).toBe(2);
  expect(stageAfter(2, 7, usualStages)).toBe(3);
  expect(stageAfter(3, 500, usualStages)).toBeUndefined();
});
