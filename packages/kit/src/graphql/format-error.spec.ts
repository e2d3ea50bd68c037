import { DatabaseUnavailable, TransactionTimedOut } from '@vortex/database';
import { buildSchema, execute, parse } from 'graphql';
import { CallCancelled } from '../errors/failures';
import { formatGraphqlError } from './format-error';

const schema = buildSchema('type Query { twice(by: Int! = 2): Int all(of: [Int!]!): Int }');

it('takes null for an argument that may not be null for a mistake of the client', async () => {
  const log = { error: jest.fn() };
  const document = parse('query ($by: Int) { twice(by: $by) }');
  const { errors = [] } = await execute({ schema, document, variableValues: { by: null } });
  const told = errors.map((error) => formatGraphqlError(log as never)(error.toJSON() as never, error));
  expect(told).toMatchObject([{ path: ['twice'], extensions: { code: 'INVALID_INPUT' } }]);
  expect(log.error).not.toHaveBeenCalled();
});

it('takes more mistakes than graphql-js counts for mistakes of the client', async () => {
  const log = { error: jest.fn() };
  const document = parse('query ($of: [Int!]!) { all(of: $of) }');
  const variableValues = { of: Array(60).fill(null) };
  const { errors = [] } = await execute({ schema, document, variableValues });
  const codes = errors.map((error) => formatGraphqlError(log as never)(error.toJSON() as never, error).extensions);
  expect(new Set(codes.map((extensions) => extensions?.['code']))).toEqual(new Set(['INVALID_INPUT']));
  expect(log.error).not.toHaveBeenCalled();
});

it.each([
  [new DatabaseUnavailable('run a query', new Error('gone')), 'UNAVAILABLE', {}],
  [new DatabaseUnavailable('commit', new Error('gone'), true), 'UNAVAILABLE', { outcome: 'unknown' }],
  [new TransactionTimedOut(5), 'DEADLINE_EXCEEDED', {}],
  [Object.assign(new Error('Connection terminated unexpectedly'), { clientVersion: '7' }), 'UNAVAILABLE', {}],
  [Object.assign(new Error('read'), { code: 'ECONNRESET' }), 'INTERNAL', undefined],
])('says of %s that it is %s', (error, code, facts) => {
  const log = { error: jest.fn(), warn: jest.fn() };
  expect(formatGraphqlError(log as never)({ message: '' }, error).extensions).toMatchObject({
    code,
    ...(facts && { facts }),
  });
  expect(log.warn.mock.calls.length + log.error.mock.calls.length).toBe(1);
});

it('is silent about a caller who went away', () => {
  const log = { error: jest.fn(), warn: jest.fn() };
  const { extensions } = formatGraphqlError(log as never)({ message: '' }, new CallCancelled());
  expect(extensions).toMatchObject({ code: 'CANCELLED' });
  expect(log.warn.mock.calls.length + log.error.mock.calls.length).toBe(0);
});
