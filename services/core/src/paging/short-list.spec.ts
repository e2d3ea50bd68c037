import fc from 'fast-check';
import { pageOf } from './page';
import { type RowKeys, rowTerms, shortListConnection, sortedRows } from './short-list';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
}

const keys = {
  NAME: { type: 'text', keyOf: ({ name }) => name },
  AT: { type: 'timestamptz', keyOf: ({ at }) => at.toISOString() },
  ID: { type: 'uuid', keyOf: ({ id }) => id },
} as const satisfies RowKeys<Row, string>;

const row = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('', 'a', 'b', 'Ω', 'ab'),
  at: fc.integer({ min: 0, max: 3 }).map((n) => new Date(n)),
});
const sort = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('NAME' as const, 'AT' as const),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  }),
  { selector: ({ field }) => field },
);

describe('a short list', () => {
  it('is read page by page as it is as a whole, from either end, whatever it is sorted by', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ id }) => id }),
        sort,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (rows, asked, size, backward) => {
          const terms = rowTerms<Row, keyof typeof keys>(keys, asked, ['NAME', 'ID']);
          const seen: Row[] = [];
          for (let place: string | null | undefined; place !== null;) {
            const page = pageOf(backward ? { last: size, before: place } : { first: size, after: place }, terms);
            const { nodes, pageInfo } = shortListConnection(rows, page);
            seen.splice(backward ? 0 : seen.length, 0, ...nodes);
            expect(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage).toBe(seen.length < rows.length);
            place = backward ? pageInfo.startCursor : pageInfo.endCursor;
          }
          expect(seen).toEqual(sortedRows(rows, terms));
        },
      ),
    );
  });

  it('counts all its rows, and goes on from a place whose row is gone', async () => {
    const terms = rowTerms<Row, keyof typeof keys>(keys, [], ['NAME', 'ID']);
    const rows = ['a', 'b', 'c'].map((name, n) => ({
      id: `01900000-0000-7000-8000-00000000000${n}`,
      name,
      at: new Date(0),
    }));
    const { pageInfo, count } = shortListConnection(rows, pageOf({ first: 2 }, terms));
    expect(await count()).toBe(3);
    const left = rows.filter(({ name }) => name !== 'b');
    const next = shortListConnection(left, pageOf({ after: pageInfo.endCursor }, terms));
    expect(next.nodes.map(({ name }) => name)).toEqual(['c']);
  });
});
