import { buildASTSchema, BreakingChangeType, concatAST, findBreakingChanges, type GraphQLSchema, parse } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const promised = buildASTSchema(parse(readFileSync(join(__dirname, 'promises.graphql'), 'utf8')));
const schema = schemaOf(join(__dirname, '../schema'));

it('every operation that was promised is there by its name, and takes and gives what was said', () => {
  expect(findBreakingChanges(promised, schema)).toEqual([]);
});

it.each([
  ['an operation that is gone', 'healthCheck: HealthStatus!', '', BreakingChangeType.FIELD_REMOVED],
  ['an argument that is gone', 'trafficStats(userId: ID,', 'trafficStats(', BreakingChangeType.ARG_REMOVED],
  ['a new argument that must be given', 'users(', 'users(zone: String!', BreakingChangeType.REQUIRED_ARG_ADDED],
  ['another type', 'user(id: ID!): User', 'user(id: ID!): Account', BreakingChangeType.FIELD_CHANGED_KIND],
])('and a schema without is told apart: %s', (_, written, instead, type) => {
  const text = readFileSync(join(__dirname, 'promises.graphql'), 'utf8').replace(written, instead);
  expect(findBreakingChanges(promised, buildASTSchema(parse(text)))).toEqual([expect.objectContaining({ type })]);
});

function schemaOf(folder: string): GraphQLSchema {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return buildASTSchema(concatAST(texts.map((text) => parse(text))));
}
