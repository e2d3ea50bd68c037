import { fromGibibytes, toGibibytes } from './gibibytes';

describe('gibibytes in a field', () => {
  it('come back as they were written', () => {
    for (const text of ['0', '1', '10', '0.5', '1.25', '100000', '999999999.999'])
      expect(toGibibytes(fromGibibytes(text) ?? '')).toBe(text);
  });

  it('take a comma for a point', () => {
    expect(fromGibibytes('1,5')).toBe(fromGibibytes('1.5'));
    expect(fromGibibytes('1.5')).toBe('1610612736');
  });

  it('are nothing when they are no number', () => {
    for (const text of ['', 'many', '-1', '1.2345', '1e9', '1.']) expect(fromGibibytes(text)).toBeUndefined();
  });
});
