import { remembered } from './remembered';

it('works out the same text once, and anew where more were asked of than it keeps', () => {
  const asked: string[] = [];
  const of = remembered(2, (text) => asked.push(text));
  expect(['a', 'b', 'a', 'b'].map(of)).toEqual([1, 2, 1, 2]);
  expect(['c', 'a', 'c'].map(of)).toEqual([3, 4, 3]);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
