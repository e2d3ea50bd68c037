import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { queryLimits } from './query-limits.graphql';

const schema = buildSchema(`
  type Node { name: String, next: Node }
  type Query { node: Node }
  type Mutation { login: String }
`);
const refusals = (text: string) =>
  validate(schema, parse(text), [...specifiedRules, queryLimits]).map(({ message }) => message);
const deep = (levels: number) => `${'{ next '.repeat(levels)}{ name }${' }'.repeat(levels)}`;
const tooDeep = 'The operation goes deeper than 16 levels.';
const tooMany = 'The operation selects more than 500 fields.';
const tooManyRoots = 'The operation selects more than 10 root fields.';

describe('the limits of an operation', () => {
  it('leave room for what tools ask about the schema', () => {
    expect(refusals(getIntrospectionQuery())).toEqual([]);
    expect(refusals(`{ node ${deep(5)} }`)).toEqual([]);
  });

  it('end its depth', () => {
    expect(refusals(`{ node ${deep(20)} }`)).toEqual([tooDeep]);
  });

  it('are not walked around with fragments, whatever they are called', () => {
    const chain = Array.from({ length: 20 }, (_, n) => `fragment __f${n} on Node { next { ...__f${n + 1} } }`).join(
      '\n',
    );
    expect(refusals(`query __schema { node { ...__f0 } } ${chain} fragment __f20 on Node { name }`)).toEqual([tooDeep]);
    expect(refusals(`{ node { ... on Node ${deep(20)} } }`)).toEqual([tooDeep]);
  });

  it('count a fragment wherever it is spread, without unfolding it', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `fragment f${n} on Node { ...f${n + 1} ...f${n + 1} }`).join(
      '\n',
    );
    expect(refusals(`{ node { ...f0 } } ${doubling} fragment f60 on Node { name }`)).toContain(tooMany);
  });

  it('end fragments that spread themselves', () => {
    const text = '{ node { ...a } } fragment a on Node { next { ...b } } fragment b on Node { next { ...a } }';
    expect(refusals(text)).toContain(tooDeep);
  });

  it('end the aliases of a root field, also those that hide in fragments', () => {
    const aliases = Array.from({ length: 11 }, (_, n) => `a${n}: login`).join(' ');
    expect(refusals(`mutation { ${aliases} }`)).toEqual([tooManyRoots]);
    expect(refusals(`mutation { ...all } fragment all on Mutation { ${aliases} }`)).toEqual([tooManyRoots]);
  });

  it('hold for each operation of a document', () => {
    expect(refusals(`query a { node { name } } query b { node ${deep(20)} }`)).toEqual([tooDeep]);
  });
});
