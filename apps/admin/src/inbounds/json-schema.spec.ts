import { emptyOf, fitting, type JsonSchema, joined, kindOf, variantOf, withValue } from './json-schema';

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

describe('a field for a setting', () => {
  it('is what fits the kind of value', () => {
    expect(kindOf({ type: 'string', maxLength: 100 })).toBe('text');
    expect(kindOf({ type: 'string', writeOnly: true })).toBe('secret');
    expect(kindOf({ type: 'string', maxLength: 65_536, writeOnly: true })).toBe('long-text');
    expect(kindOf({ type: 'string', enum: ['a'] })).toBe('choice');
    expect(kindOf({ type: 'array', items: { type: 'string', enum: ['a'] } })).toBe('choices');
    expect(kindOf({ type: 'array', items: { type: 'string' } })).toBe('lines');
    expect(kindOf({ type: 'array', items: object({}) })).toBe('list');
    expect(kindOf({ type: 'object', additionalProperties: { type: 'string' } })).toBe('pairs');
    expect(kindOf({ anyOf: [{ type: 'string', const: '' }, { type: 'string' }] })).toBe('text');
    expect(kindOf({ oneOf: [object({}), object({})] })).toBe('variants');
  });
});

describe('settings', () => {
  const schema = object({ target: { type: 'string' }, ids: { type: 'array' }, xver: { type: 'integer', default: 0 } }, [
    'target',
    'ids',
  ]);

  it('begin with what is needed, and leave the rest to its defaults', () => {
    expect(emptyOf(schema)).toEqual({ ids: [] });
  });

  it('of several parts are taken together', () => {
    const both = joined([schema, object({ path: { type: 'string' } }, ['path'])]);
    expect(Object.keys(both.properties ?? {})).toEqual(['target', 'ids', 'xver', 'path']);
    expect(both.required).toEqual(['target', 'ids', 'path']);
  });

  it('keep what another protocol knows too', () => {
    expect(fitting(schema, { target: 'a:443', flow: 'x' })).toEqual({ ids: [], target: 'a:443' });
  });

  it('lose a value that is taken out', () => {
    expect(withValue({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });

  it('of one of several shapes are known by what is fixed in it', () => {
    const variants = [object({ type: { const: 'proxy' } }), object({ type: { const: 'file' } })];
    expect(variantOf(variants, { type: 'file' })).toBe(1);
    expect(variantOf(variants, undefined)).toBe(0);
  });
});
