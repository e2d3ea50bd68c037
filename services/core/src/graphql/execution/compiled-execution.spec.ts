import { makeExecutableSchema } from '@graphql-tools/schema';
import { NotFound } from '@vortex/kit';
import { execute, type ExecutionResult, parse } from 'graphql';
import { Bytes, DateTime } from '../scalars.graphql';
import { isCompilable } from './compilable';
import { CompiledExecution } from './compiled-execution';

const typeDefs = `
  scalar DateTime
  scalar Bytes
  enum Color { RED BLUE }
  interface Node { id: ID! }
  type User implements Node {
    id: ID! name: String strict: String! createdAt: DateTime used: Bytes groups: [Group!]! friends(first: Int = 2): [User]
    broken: String wrong: Int
  }
  type Group implements Node { id: ID! name: String }
  input Part { text: String! color: Color = RED }
  input Page { first: Int = 50, after: String, parts: [Part!], at: DateTime }
  type Query {
    user: User! users(page: Page, first: Int = 3): [User!] maybe: User
    echo(page: Page, first: Int = 3, required: Int! = 9, color: Color = BLUE): String
    node: Node
    gone: User
  }
  type Mutation { add(by: Int!): Int }
`;
const user = (id: number) => ({
  id,
  name: `n${id}`,
  strict: 's',
  createdAt: new Date(id),
  used: 2n ** 60n,
  wrong: 'x',
});
const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    DateTime,
    Bytes,
    Query: {
      user: () => ({ ...user(1), strict: null }),
      users: (_: unknown, { first }: { first: number }) =>
        Promise.resolve(Array.from({ length: first }, (_item, n) => user(n))),
      maybe: () => ({ ...user(5), strict: null }),
      echo: (_: unknown, args: Record<string, unknown>) => JSON.stringify(args, Object.keys(args).sort()),
      node: () => Promise.resolve({ ...user(1), kind: 'User' }),
      gone: () => Promise.reject(new NotFound('user_not_found')),
    },
    Mutation: { add: (_: unknown, { by }: { by: number }) => by },
    User: {
      groups: ({ id }: { id: number }) => Promise.resolve([{ id: `g${id}`, name: null }]),
      friends: ({ id }: { id: number }, { first }: { first: number }) =>
        Array.from({ length: first }, (_item, n) => (n === 1 ? null : user(id * 10 + n))),
      broken: ({ id }: { id: number }) => {
        throw new Error(`broken ${id}`);
      },
    },
    Node: { __resolveType: async ({ kind }: { kind: string }) => kind },
  },
});

type Variables = Readonly<Record<string, unknown>>;

const generic = new Set<string | undefined>(['GraphQLError', 'Error', undefined]);

const plain = ({ data, errors }: ExecutionResult) =>
  JSON.parse(
    JSON.stringify({
      data,
      errors: errors
        ?.map(({ message, path, locations, originalError }) => ({
          ...{ message, path, locations },
          // Only what a resolver threw has a name that anyone asks for.
          cause: generic.has(originalError?.constructor.name) ? undefined : originalError?.constructor.name,
        }))
        .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))),
    }),
  ) as { data: unknown; errors: { cause?: string }[] | undefined };

/** The answer of graphql-js, and those of the execution under test until well after it has compiled. */
async function answers(text: string, variables: Variables = {}, operationName?: string) {
  const document = parse(text);
  const execution = new CompiledExecution(schema);
  const reference = plain(
    await execute({
      ...{ schema, document, operationName },
      variableValues: variables,
      contextValue: {},
      options: { maxCoercionErrors: 20 },
      hideSuggestions: true,
    }),
  );
  const own = [];
  for (let n = 0; n < 6; n++) {
    own.push(plain(await execution.execute({ document, operationName, variables, context: {} })));
  }
  return { document, reference, own };
}

const cases: readonly (readonly [string, Variables?, string?])[] = [
  ['{ users { id name createdAt used groups { id name } friends { id } } }'],
  ['{ users(first: 2) { ...u ... on User { name } } } fragment u on User { id again: name friends(first: 3) { id } }'],
  ['{ users { constructor: id toString: name hasOwnProperty: used } }'],
  ['query ($s: Boolean!) { maybe { id } users @include(if: $s) { id name @skip(if: $s) } }', { s: true }],
  ['query ($s: Boolean!) { users @include(if: $s) { id } gone @skip(if: $s) { id } }', { s: false }],
  ['query ($n: Int) { users(first: $n) { id } echo(first: $n) }', {}],
  ['query ($n: Int) { echo(first: $n) }', { n: null }],
  ['query ($n: Int = 4) { users(first: $n) { id } }'],
  ['query ($p: Page) { echo(page: $p) }', { p: { parts: { text: 'one' } } }],
  ['query ($p: Page) { echo(page: $p) }', { p: { first: null, parts: [{ text: 'a', color: 'BLUE' }] } }],
  ['query ($p: Page = { after: "x" }) { echo(page: $p) }'],
  ['{ echo(page: { parts: [{ text: "a" }] }, color: RED) }'],
  ['{ user { id strict } }'],
  ['{ maybe { id strict } users { id } }'],
  ['{ users { id broken } }'],
  ['{ users { id wrong } }'],
  ['{ gone { id } users { id } }'],
  [
    '{ __typename __schema { queryType { name } } __type(name: "User") { fields { name type { kind ofType { name } } } } }',
  ],
  ['query A { users { id } } query B { maybe { name } }', {}, 'B'],
  ['query ($n: Int!) { users(first: $n) { id } }'],
  ['query ($n: Int!) { users(first: $n) { id } }', { n: 2 ** 53 }],
  ['query ($r: Int) { echo(required: $r) }', { r: null }],
  ['query ($p: Page) { echo(page: $p) }', { p: { first: 'x', nothing: 1, parts: [{ text: 1 }], at: 'now' } }],
];

describe('what is compiled', () => {
  it.each(cases.map((one) => [JSON.stringify(one), one] as const))(
    'is answered as graphql-js does: %s',
    async (_name, one) => {
      const [text, variables, operationName] = one;
      const { document, reference, own } = await answers(text, variables, operationName);
      expect(isCompilable(schema, document)).toBe(true);
      for (const answer of own) expect(answer).toEqual(reference);
    },
  );

  it('says what has failed inside, for those who tell it', async () => {
    const { own } = await answers('{ gone { id } }');
    expect(own.at(-1)?.errors).toMatchObject([{ cause: 'NotFound' }]);
  });
});

describe('what would be answered otherwise', () => {
  const others: readonly (readonly [string, Variables?])[] = [
    ['query ($a: String) { echo(page: { after: $a }) }'],
    ['query ($t: String!) { echo(page: { parts: [{ text: $t }] }) }', { t: 'x' }],
    ['{ node { id __typename } }'],
    ['mutation { a: add(by: 1) b: add(by: 2) }'],
  ];

  it.each(others.map((one) => [JSON.stringify(one), one] as const))('is left to graphql-js: %s', async (_name, one) => {
    const [text, variables] = one;
    const { document, reference, own } = await answers(text, variables);
    expect(isCompilable(schema, document)).toBe(false);
    for (const answer of own) expect(answer).toEqual(reference);
  });
});
