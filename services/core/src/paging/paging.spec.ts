import { newId } from '@vortex/kit';
import fc from 'fast-check';
import { connectionOf } from './connection';
import { encodeCursor } from './cursor';
import { keysetAround, keysetOf } from './keyset.sql';
import { type PageInput, pageOf } from './page';
import type { SortTerm } from './sort-key';
import { SqlParameters } from './sql-parameters';

const created: SortTerm = { field: 'createdAt', expression: 'u.created_at', type: 'timestamptz', direction: 'DESC' };
const used: SortTerm = { field: 'usedBytes', expression: 't.used_bytes', type: 'bigint', direction: 'ASC' };
const byId: SortTerm = { field: 'id', expression: 'u.id', type: 'uuid', direction: 'DESC' };
const terms = [created, byId];
const id = newId();
const cursor = encodeCursor('createdAt:DESC,id:DESC', ['2026-11-21 12:00:00.123+00', id]);

const sql = (input: PageInput, order = terms) => {
  const parameters = new SqlParameters();
  return { ...keysetOf(pageOf(input, order), parameters), values: parameters.values };
};
const problems = (input: PageInput, order = terms): unknown => {
  try {
    pageOf(input, order);
    return [];
  } catch (error) {
    return (error as { violations: { path: string; code: string }[] }).violations.map(({ path, code }) => [path, code]);
  }
};

describe('the arguments of a page', () => {
  it('are fifty rows from the beginning when nothing is said', () => {
    expect(pageOf(null, terms)).toMatchObject({ limit: 50, backward: false, after: undefined });
    expect(pageOf({ last: 3 }, terms)).toMatchObject({ limit: 3, backward: true });
  });

  it('are refused at their exact places, all at once', () => {
    expect(problems({ first: 0, last: 501, after: 'x', before: '!' })).toEqual([
      ['page.first', 'out_of_range'],
      ['page.last', 'out_of_range'],
      ['page.last', 'excluded'],
      ['page.after', 'not_a_cursor'],
      ['page.before', 'not_a_cursor'],
    ]);
  });

  it('refuse a cursor of another order, and one that was tampered with', () => {
    expect(problems({ after: cursor })).toEqual([]);
    expect(problems({ after: cursor }, [used, byId])).toEqual([['page.after', 'cursor_of_another_order']]);
    const forged = (...keys: string[]) => encodeCursor('createdAt:DESC,id:DESC', keys);
    for (const after of [
      forged('2026-11-21 12:00:00Z'),
      forged('yesterday', id),
      forged('9999-99-99 12:00:00Z', id),
      forged('0000-01-01T00:00:00Z', id),
      forged('infinity', 'x'),
      forged('infinity', id, 'more'),
    ]) {
      expect(problems({ after })).toEqual([['page.after', 'not_a_cursor']]);
    }
    expect(problems({ after: forged('infinity', id) })).toEqual([]);
  });

  it('never fail otherwise, whatever text is sent as a cursor', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (after) => void problems({ after })));
    fc.assert(fc.property(fc.json(), (json) => void problems({ after: Buffer.from(json).toString('base64url') })));
  });
});

describe('the statement of a page', () => {
  it('goes on from the row of the cursor', () => {
    expect(sql({ first: 2, after: cursor })).toEqual({
      keys: 'ARRAY[(u.created_at)::text, (u.id)::text] AS keys',
      keyColumns: '(u.created_at)::text AS key_0, (u.id)::text AS key_1',
      placeColumns: 'u.created_at AS place_0, u.id AS place_1',
      where: ['(u.created_at, u.id) < ($1::timestamptz, $2::uuid)'],
      orderBy: 'ORDER BY u.created_at DESC, u.id DESC',
      limit: 'LIMIT 3',
      values: ['2026-11-21T12:00:00.123Z', id],
    });
  });

  it('goes the other way from the end', () => {
    expect(sql({ last: 2, before: cursor })).toMatchObject({
      where: ['(u.created_at, u.id) > ($1::timestamptz, $2::uuid)'],
      orderBy: 'ORDER BY u.created_at ASC, u.id ASC',
    });
  });

  it('is in the same order for a statement around it', () => {
    expect(keysetAround(pageOf({ last: 2 }, terms))).toEqual({
      keyColumns: 'place_0::text AS key_0, place_1::text AS key_1',
      orderBy: 'ORDER BY place_0 ASC, place_1 ASC',
    });
  });

  it('compares term by term where they go different ways', () => {
    const after = encodeCursor('usedBytes:ASC,id:DESC', ['5', id]);
    expect(sql({ after }, [used, byId]).where).toEqual([
      't.used_bytes >= $1::bigint',
      '((t.used_bytes > $1::bigint) OR (t.used_bytes = $1::bigint AND u.id < $2::uuid))',
    ]);
  });
});

describe('a connection', () => {
  const rows = (...names: string[]) => names.map((row) => ({ row, keys: [row, id] }));
  const shown = (input: PageInput, ...names: string[]) => {
    const { nodes, pageInfo } = connectionOf(
      pageOf(input, terms),
      rows(...names),
      (row) => row,
      () => Promise.resolve(0),
    );
    return [nodes.join(''), pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };

  it('knows whether there is more on either side', () => {
    expect(shown({ first: 2 }, 'a', 'b', 'c')).toEqual(['ab', false, true]);
    expect(shown({ first: 2, after: cursor }, 'a', 'b')).toEqual(['ab', true, false]);
    expect(shown({ last: 2, before: cursor }, 'c', 'b', 'a')).toEqual(['bc', true, true]);
    expect(shown({ last: 2 }, 'b', 'a')).toEqual(['ab', false, false]);
  });

  it('has no ends when it is empty', () => {
    const empty = connectionOf(
      pageOf({}, terms),
      [],
      (row) => row,
      () => Promise.resolve(0),
    );
    expect(empty.pageInfo).toMatchObject({ startCursor: null, endCursor: null });
  });
});
