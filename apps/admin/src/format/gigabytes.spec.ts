import { fromGigabytes, toGigabytes } from './gigabytes';

describe('gigabytes in a field', () => {
  it('come back as they were written', () => {
    for (const text of ['0', '1', '10', '0.5', '1.25', '100000', '999999999.999'])
      expect(toGigabytes(fromGigabytes(text) ?? '')).toBe(text);
  });

  it('take a comma for a point', () => {
    expect(fromGigabytes('1,5')).toBe(fromGigabytes('1.5'));
    expect(fromGigabytes('1.5')).toBe('1500000000');
  });

  it('are nothing when they are no number', () => {
    for (const text of ['', 'many', '-1', '1.2345', '1e9', '1.']) expect(fromGigabytes(text)).toBeUndefined();
  });
});
