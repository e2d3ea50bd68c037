import { schemaProblems } from './schema-problems';

const schema = {
  type: 'object' as const,
  properties: { target: { type: 'string' as const, minLength: 3 }, xver: { type: 'integer' as const } },
  required: ['target'],
  additionalProperties: false,
};

describe('what a schema does not take', () => {
  it('is nothing when it takes all of it', () => {
    expect(schemaProblems(schema, { target: 'a:443', xver: 1 })).toEqual([]);
  });

  it('is named at its place', () => {
    expect(schemaProblems(schema, { target: 'a', xver: 'x' }).join('\n')).toMatch(/^target .*\n(.*\n)*xver /);
    expect(schemaProblems(schema, {}).join()).toContain('target');
    expect(schemaProblems(schema, { target: 'a:443', colour: 'red' }).join()).toContain('colour');
  });
});
