import { moved, newRule, ruleInput } from './link-draft';

describe('a response rule', () => {
  it('sends what its kind of answer needs, and nothing else', () => {
    const status = { ...newRule.action, kind: 'STATUS' as const, status: 404 };
    expect(ruleInput({ ...newRule, action: status }).action).toEqual({ kind: 'STATUS', status: 404 });
    expect(ruleInput({ ...newRule, action: { ...newRule.action, kind: 'BLOCK' } }).action).toEqual({ kind: 'BLOCK' });
    expect(ruleInput(newRule).action).toMatchObject({ kind: 'FORMAT', format: 'LINKS' });
  });

  it('moves among others, and not beyond them', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});
