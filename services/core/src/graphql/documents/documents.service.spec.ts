import { buildSchema } from 'graphql';
import { Documents } from './documents.service';

const schema = buildSchema('type Query { name: String secret: String }');

describe('a document', () => {
  it('is read once', () => {
    const documents = new Documents();
    expect(documents.prepare(schema, '{ name }')).toBe(documents.prepare(schema, '{ name }'));
  });

  it('lends no fragment to another, whatever they are called', async () => {
    const documents = new Documents();
    const own = documents.prepare(schema, '{ ...f } fragment f on Query { name }');
    const other = documents.prepare(schema, '{ ...f } fragment f on Query { secret }');
    expect(own.document).not.toBe(other.document);
    expect(() => documents.prepare(schema, '{ ...f }')).toThrow('Unknown fragment');
    await expect(documents.store.get(`apollo:${own.hash}`)).resolves.toBe(own.document);
  });

  it('is kept only while it is valid, and while there is room', async () => {
    const documents = new Documents();
    expect(() => documents.prepare(schema, '{ nothing }')).toThrow('Cannot query field');
    const first = documents.prepare(schema, '{ name }');
    for (let n = 0; n < 40; n++) documents.prepare(schema, `{ name } #${'x'.repeat(30_000)}${n}`);
    await expect(documents.store.get(first.hash)).resolves.toBeUndefined();
  });

  it('introspects also where a fragment hides it', () => {
    const documents = new Documents();
    const hidden = '{ ...f } fragment f on Query { __schema { queryType { name } } }';
    expect(documents.prepare(schema, hidden).introspects).toBe(true);
    expect(documents.prepare(schema, '{ __typename name }').introspects).toBe(false);
  });
});
