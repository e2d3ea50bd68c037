import { arrayParameter } from './array-parameter';

describe('an array for PostgreSQL', () => {
  it('is written out where nothing in it needs quotes', () => {
    expect(arrayParameter(['019f2c41-7a10-7000-8000-3f6f2b1a9d55', 'active'])).toBe(
      '{019f2c41-7a10-7000-8000-3f6f2b1a9d55,active}',
    );
    expect(arrayParameter([1n, -2, null, new Date(0)])).toBe('{1,-2,NULL,1970-01-01T00:00:00.000Z}');
    expect(arrayParameter([])).toBe('{}');
  });

  it.each(['', 'null', 'NULL', 'a b', 'a,b', '{}', '"', '\\', 'ä', 'a\n'])('is left to pg with %j in it', (text) => {
    expect(arrayParameter(['plain', text])).toEqual(['plain', text]);
  });

  it('is left to pg with arrays, bytes or objects in it', () => {
    for (const value of [['a'], Buffer.from('a'), { a: 1 }, true, undefined])
      expect(arrayParameter([value])).toEqual([value]);
    expect(arrayParameter([new Date(0), ''])).toEqual(['1970-01-01T00:00:00.000Z', '']);
  });
});
