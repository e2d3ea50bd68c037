import { Revocations } from '../auth/revocations';
import { systemClock } from '../clock/clock';
import { newId } from '../ids/id';
import { DomainError } from '../errors/domain-error';
import { InvalidInput, Unauthenticated } from '../errors/failures';
import { RemoteError } from '../errors/remote-error';
import { type AccountCaller, anonymous } from '../identity/caller';
import { currentCall, runInCall } from '../identity/call-context';
import type { Log } from '../log/log';
import { startTelemetry } from '../telemetry/telemetry';
import { formatGraphqlError } from './format-error';
import { graphqlContext } from './graphql-call';
import { GraphqlConnections } from './graphql-connections';
import { GraphqlInterceptor } from './graphql.interceptor';
import { BlockList } from 'node:net';
import { firstValueFrom, of } from 'rxjs';

const logged: unknown[] = [];
const format = formatGraphqlError({ error: (facts: unknown) => logged.push(facts) } as never as Log);
beforeEach(() => (logged.length = 0));

class Taken extends DomainError {
  readonly kind = 'conflict';
}

const thrown = (originalError: Error) => Object.assign(new Error(originalError.message), { originalError });

const home = newId<'tenant'>();
const ann: AccountCaller = {
  kind: 'account',
  accountId: newId(),
  tenantId: home,
  homeTenantId: home,
  isOperator: true,
  ownRowsOnly: false,
  sessionId: newId(),
  role: 'owner',
  permissions: ['*'],
  mustChangePassword: false,
};

describe('an error in a GraphQL response', () => {
  it('says what was expected to fail, here or in another service', () => {
    const violations = [{ path: 'input.name', code: 'too_long', message: 'At most 64 characters.' }];
    expect(format({ message: 'x', path: ['login'] }, thrown(new Taken('name_taken', { name: 'a' })))).toMatchObject({
      message: 'name taken',
      path: ['login'],
      extensions: { code: 'CONFLICT', reason: 'name_taken', facts: { name: 'a' } },
    });
    expect(format({ message: 'x' }, thrown(new InvalidInput(violations))).extensions).toMatchObject({
      code: 'INVALID_INPUT',
      violations,
    });
    expect(format({ message: 'x' }, thrown(new RemoteError('not_found', 'no_such_user'))).extensions).toMatchObject({
      code: 'NOT_FOUND',
      reason: 'no_such_user',
    });
    expect(logged).toHaveLength(0);
  });

  it('says nothing of what was not expected, and logs it once', () => {
    const error = format(
      { message: 'password of db is x', extensions: { stacktrace: ['…'] } },
      thrown(new TypeError('x')),
    );
    expect(error).toMatchObject({ message: 'internal error', extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(error)).not.toContain('password of db');
    expect(logged).toHaveLength(1);
  });

  it('explains what is wrong with the text of a query', () => {
    const formatted = {
      message: 'Cannot query field "x"',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: [] },
    };
    const error = Object.assign(new Error('x'), { name: 'GraphQLError' });
    expect(format(formatted, error)).toMatchObject({
      message: 'Cannot query field "x"',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });
});

describe('a WebSocket connection', () => {
  const authenticator = {
    ofSocket: async (header: string | undefined) =>
      header === 'Bearer good'
        ? { caller: ann, token: 'good', expiresAtMs: Date.now() + 50 }
        : header
          ? { caller: anonymous, rejection: new Unauthenticated('token_invalid') }
          : { caller: anonymous },
  };
  const settings = { VORTEX_TRUSTED_PROXIES: new BlockList() };
  const connections = new GraphqlConnections(authenticator as never, settings, new Revocations(systemClock));

  it('is for whoever its parameters prove, until the token ends', async () => {
    const closed = new Promise((resolve) => {
      const extra = { socket: { close: (code: number) => resolve(code) } };
      void connections.onConnect({ connectionParams: { authorization: 'Bearer good' }, extra }).then((accepted) => {
        expect([accepted, graphqlContext({ extra }).call?.caller]).toEqual([true, ann]);
      });
    });
    await expect(closed).resolves.toBe(4403);
  });

  it('is refused with a bad token, and a stranger without one is a stranger', async () => {
    const extra = {};
    await expect(connections.onConnect({ connectionParams: { authorization: 'Bearer bad' }, extra })).resolves.toBe(
      false,
    );
    await expect(connections.onConnect({ extra })).resolves.toBe(true);
    expect(graphqlContext({ extra }).call?.caller).toEqual(anonymous);
  });
});

it('keeps the caller of a subscription through every step of its stream', async () => {
  startTelemetry({ serviceName: 'test', version: '0.0.0' });
  async function* steps() {
    for (let n = 0; n < 2; n++) yield currentCall()?.caller.kind;
  }
  const execution = {
    getType: () => 'graphql',
    getArgByIndex: (index: number) =>
      index === 2 ? { call: { caller: ann } } : { fieldName: 'systemMetrics', parentType: { name: 'Subscription' } },
  };
  const stream = await firstValueFrom(
    new GraphqlInterceptor().intercept(execution as never, { handle: () => of(steps()) }),
  );
  const seen: unknown[] = [];
  await runInCall({ caller: anonymous }, async () => {
    for await (const kind of stream as AsyncIterable<unknown>) seen.push(kind);
  });
  expect(seen).toEqual(['account', 'account']);
});
