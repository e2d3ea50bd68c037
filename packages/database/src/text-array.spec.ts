import fc from 'fast-check';
import pg from 'pg';
import { textArrayOf, textArrayType } from './text-array';

const byPg = pg.types.getTypeParser(textArrayType, 'text') as (value: string) => unknown;

/** As PostgreSQL writes one: quotes only where they are needed. */
const written = (values: readonly (string | null)[]) =>
  `{${values
    .map((value) => {
      if (value === null) return 'NULL';
      const quoted = value === '' || /[{}",\\\s]/.test(value) || value.toLowerCase() === 'null';
      return quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
    })
    .join(',')}}`;

describe('an array of texts', () => {
  it('is read as pg reads it, whatever it holds', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', 'null', 'NULL', 'a,b', '{x}', '"', '\\', 'ab'),
    );
    fc.assert(
      fc.property(fc.array(fc.option(text)), (values) => {
        expect(textArrayOf(written(values))).toEqual(values);
      }),
    );
  });

  it.each(['{}', '{a}', '{a,b}', '{nullable,NULL}', '{{a,b},{c,d}}', '[2:3]={a,b}', '{"{x}",y}'])(
    'is read as pg reads it: %s',
    (value) => expect(textArrayOf(value)).toEqual(byPg(value)),
  );
});
