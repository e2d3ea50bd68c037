import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { assertWithinLimits, mostTokens } from './document-limits';

const schema = buildSchema(`
  type Node { name: String, next: Node, list: [Node] }
  type Query { node: Node, name: String }
  type Mutation { login: String }
`);

function refusal(text: string): string | undefined {
  try {
    assertWithinLimits(parse(text, { maxTokens: mostTokens }));
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const repeat = (times: number, part: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => part(n)).join(' ');
const deep = (levels: number) => `${'{ next '.repeat(levels)}{ name }${' }'.repeat(levels)}`;

describe('the limits of a document', () => {
  it('leave room for what tools ask about the schema', () => {
    expect(refusal(getIntrospectionQuery())).toBeUndefined();
    expect(refusal(`{ node ${deep(5)} }`)).toBeUndefined();
  });

  it('end its depth', () => {
    expect(refusal(`{ node ${deep(20)} }`)).toBe('operation_too_deep');
  });

  it('are not walked around with fragments, whatever they are called', () => {
    const chain = repeat(20, (n) => `fragment __f${n} on Node { next { ...__f${n + 1} } }`);
    const text = `query __schema { node { ...__f0 } } ${chain} fragment __f20 on Node { name }`;
    expect(refusal(text)).toBe('operation_too_deep');
    expect(refusal(`{ node { ... on Node ${deep(20)} } }`)).toBe('operation_too_deep');
    const introspection = `{ __schema { ...__schema } } fragment __schema on __Schema { types ${deep(20)} }`;
    expect(refusal(introspection)).toBe('operation_too_deep');
  });

  it('count a fragment wherever it is spread, without unfolding it', () => {
    const doubling = repeat(30, (n) => `fragment f${n} on Node { ...f${n + 1} ...f${n + 1} }`);
    expect(refusal(`{ node { ...f0 } } ${doubling} fragment f30 on Node { name }`)).toBe('operation_too_large');
  });

  it('end fragments that spread themselves', () => {
    const text = '{ node { ...a } } fragment a on Node { next { ...b } } fragment b on Node { next { ...a } }';
    expect(refusal(text)).toBe('operation_too_deep');
    expect(refusal('{ ...a } fragment a on Query { ...a }')).toBe('operation_too_deep');
  });

  it('end the aliases of a root field, also those that hide in fragments', () => {
    const aliases = repeat(11, (n) => `a${n}: login`);
    expect(refusal(`mutation { ${aliases} }`)).toBe('too_many_root_fields');
    expect(refusal(`mutation { ...all } fragment all on Mutation { ${aliases} }`)).toBe('too_many_root_fields');
  });

  it('end aliases, fragments, and what is said again and again', () => {
    expect(refusal(`{ node { ${repeat(31, (n) => `a${n}: name`)} } }`)).toBe('too_many_aliases');
    expect(refusal(`{ name } ${repeat(31, (n) => `fragment f${n} on Query { name }`)}`)).toBe('too_many_fragments');
    expect(refusal(`{ node { ${'name '.repeat(4)} } }`)).toBe('too_many_repetitions');
  });

  it('keep names for GraphQL itself that begin as its own do', () => {
    expect(refusal('{ __proto__: name }')).toBe('reserved_name');
  });

  it('hold for each operation of a document', () => {
    expect(refusal(`query a { node { name } } query b { node ${deep(20)} }`)).toBe('operation_too_deep');
  });
});

describe('what stays within the limits', () => {
  const texts = {
    'the same field again': `{ node { ${repeat(29, (n) => `a${n}: next { ${'name '.repeat(3)} }`)} } }`,
    'a chain of fragments': `{ node { ...f0 } } ${repeat(28, (n) => `fragment f${n} on Node { name ...f${n + 1} }`)} fragment f28 on Node { name }`,
    'fragments side by side': `{ node { ${repeat(28, (n) => `...f${n}`)} } } ${repeat(28, (n) => `fragment f${n} on Node { name next { name next { name } } list { name } }`)}`,
    'fragments in each other': `{ node { ${'...a ...b '.repeat(20)} } } fragment a on Node { next { ...b ...b } } fragment b on Node { name next { name } list { name } }`,
  };

  it.each(Object.entries(texts))('is judged within 10 ms: %s', (_name, text) => {
    const once = (): number => {
      const startedAt = process.cpuUsage();
      expect(refusal(text)).toBeUndefined();
      validate(schema, parse(text));
      return process.cpuUsage(startedAt).user / 1_000;
    };
    // The best of several, and the processor's time: a machine with much else to do is not what is measured.
    expect(Math.min(...Array.from({ length: 15 }, once))).toBeLessThan(10);
  });
});
