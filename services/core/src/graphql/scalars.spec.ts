import { Bytes, DateTime } from './scalars.graphql';

describe('a DateTime', () => {
  it('is written as RFC 3339 text in UTC', () => {
    expect(DateTime.serialize(new Date(Date.UTC(2026, 10, 21, 8, 30)))).toBe('2026-11-21T08:30:00.000Z');
    expect(() => DateTime.serialize('2026-11-21')).toThrow('can only write a Date');
  });

  it('is read from nothing else', () => {
    expect(DateTime.parseValue('2026-11-21T10:30:00+02:00')).toEqual(new Date(Date.UTC(2026, 10, 21, 8, 30)));
    for (const text of ['2026-11-21', '2026-13-01T00:00:00Z', 'now', 7, null]) {
      expect(() => DateTime.parseValue(text)).toThrow('RFC 3339');
    }
  });
});

describe('Bytes', () => {
  it('keep what a JSON number would lose', () => {
    expect(Bytes.serialize(9007199254740993n)).toBe('9007199254740993');
    expect(Bytes.parseValue('9007199254740993')).toBe(9007199254740993n);
  });

  it('are whole, not negative, and fit 64 bits', () => {
    for (const text of ['-1', '1.5', '9223372036854775808', '', 1]) {
      expect(() => Bytes.parseValue(text)).toThrow('decimal string');
    }
  });
});
