import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { costOf } from './operation-cost';
import { fragmentsOf } from './operation-size';

const schema = buildSchema(`
  input Pagination { first: Int = 50, last: Int }
  type User { id: ID! groups: [Group!]! next: User }
  type Group { id: ID! name: String }
  type Edge { cursor: String node: User }
  type Connection { nodes: [User!]! edges: [Edge!]! pageInfo: Info totalCount: Int }
  type Info { hasNextPage: Boolean }
  type Query { users(page: Pagination): Connection! user: User groups(limit: Int): [Group] all: [Group] }
`);

const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return costOf(operation, { schema, fragments: fragmentsOf(document), variables });
};

describe('the cost of an operation', () => {
  it('is one for each field', () => {
    expect(cost('{ user { id next { id } } }')).toBe(4);
  });

  it('multiplies what is selected of the items of a page by as many as it asks for', () => {
    expect(cost('{ users(page: { first: 100 }) { nodes { id } totalCount } }')).toBe(1 + 1 + 100 + 1);
    expect(cost('{ users { edges { node { id } } } }')).toBe(1 + 1 + 50 * (1 + 1));
    expect(cost('query ($n: Int) { users(page: { last: $n }) { nodes { id } } }', { n: 7 })).toBe(1 + 1 + 7);
    expect(cost('query ($p: Pagination) { users(page: $p) { nodes { id } } }', { p: { first: 9 } })).toBe(1 + 1 + 9);
    expect(cost('query ($n: Int = 8) { users(page: { first: $n }) { nodes { id } } }')).toBe(1 + 1 + 8);
  });

  it('takes ten items for a list of which nothing is said', () => {
    expect(cost('{ all { id name } groups(limit: 3) { id } }')).toBe(1 + 20 + 1 + 3);
    expect(cost('{ users(page: { first: 2 }) { nodes { groups { id } } } }')).toBe(1 + 1 + 2 * (1 + 10));
  });

  it('is the same when fragments say it, whatever they are called', () => {
    const text =
      '{ users(page: { first: 5 }) { ...__schema } } fragment __schema on Connection { nodes { ... { id } } }';
    expect(cost(text)).toBe(1 + 1 + 5);
  });

  it('grows with what is asked about the schema', () => {
    const once = cost('{ __schema { types { fields { name } } } }');
    expect(cost('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }')).toBeGreaterThan(
      50 * once,
    );
  });

  it('does not shrink with numbers no page may have', () => {
    expect(cost('{ users(page: { first: -5 }) { nodes { id } } }')).toBe(1 + 1 + 50);
  });
});
