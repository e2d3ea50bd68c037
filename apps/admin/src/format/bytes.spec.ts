import { formatBytes } from './bytes';

describe('an amount of bytes', () => {
  it.each([
    ['0', '0 B'],
    ['999', '999 B'],
    ['999600', '1 MB'],
    ['187654321', '188 MB'],
    ['1234567890123', '1.23 TB'],
    ['9007199254740993000', '9,010 PB'],
  ])('%s reads %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en').replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('is written as the language writes it', () => {
    expect(formatBytes('1234567890', 'ru').replaceAll(' ', ' ')).toBe('1,23 ГБ');
  });
});
