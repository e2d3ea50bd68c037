import { accountId, isId, newId } from './id';

it('makes ids that sort in the order they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => isId(id) && id[14] === '7' && '89ab'.includes(id[19] ?? ''))).toBe(true);
});

it('takes nothing else from outside for an id', () => {
  const id = newId();
  expect(accountId(id)).toBe(id);
  expect(() => accountId(`${id}'; --`, 'input.id')).toThrow(
    expect.objectContaining({ kind: 'invalid_input', violations: [expect.objectContaining({ path: 'input.id' })] }),
  );
});
