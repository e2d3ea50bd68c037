import { buildSchema, execute, parse } from 'graphql';
import { formatGraphqlError } from './format-error';

const schema = buildSchema('type Query { twice(by: Int! = 2): Int }');

it('takes null for an argument that may not be null for a mistake of the client', async () => {
  const log = { error: jest.fn() };
  const document = parse('query ($by: Int) { twice(by: $by) }');
  const { errors = [] } = await execute({ schema, document, variableValues: { by: null } });
  const told = errors.map((error) => formatGraphqlError(log as never)(error.toJSON() as never, error));
  expect(told).toMatchObject([{ path: ['twice'], extensions: { code: 'INVALID_INPUT' } }]);
  expect(log.error).not.toHaveBeenCalled();
});
