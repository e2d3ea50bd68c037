import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type CallContext, currentCall, type GraphqlContext, newId, type Scope } from '@vortex/kit';
import { Loader } from './loader';
import { Loaders } from './loaders.service';
import { LoadingModule } from './loading.module';

interface Batch {
  readonly scope: Scope;
  readonly keys: readonly string[];
  readonly call: CallContext | undefined;
}

const batches: Batch[] = [];

/** Knows every name but "nobody", and tells whom it was asked for. */
@Injectable()
class GreetingLoader extends Loader<string, string> {
  loadAll(scope: Scope, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    batches.push({ scope, keys, call: currentCall() });
    const tenant = 'tenantId' in scope ? scope.tenantId : 'all';
    return Promise.resolve(
      new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `hello ${key} of ${tenant}`])),
    );
  }
}

@Injectable()
class PairLoader extends Loader<{ readonly user: string; readonly month: string }, string> {
  loadAll(_scope: Scope, keys: readonly { user: string; month: string }[]) {
    batches.push({ scope: _scope, keys: keys.map(({ user }) => user), call: currentCall() });
    return Promise.resolve(new Map(keys.map((key) => [key, `${key.user}/${key.month}`])));
  }

  override identify({ user, month }: { user: string; month: string }): string {
    return `${user}/${month}`;
  }
}

@Module({ imports: [LoadingModule], providers: [GreetingLoader, PairLoader] })
class GreetingModule {}

let app: INestApplicationContext;
let loaders: Loaders;

beforeAll(async () => {
  app = await NestFactory.createApplicationContext(GreetingModule, { logger: false });
  loaders = app.get(Loaders);
});
afterAll(() => app.close());
beforeEach(() => void batches.splice(0));

const contextOf = (tenantId: string): GraphqlContext => ({
  call: {
    caller: {
      kind: 'account',
      accountId: newId(),
      tenantId,
      sessionId: newId(),
      role: 'owner',
      permissions: ['*'],
      mustChangePassword: false,
    } as never,
  },
});

describe('what resolvers of one level ask for', () => {
  it('is loaded at once, each key once, in the scope and the call of the caller', async () => {
    const context = contextOf('t1');
    const ask = (name: string) => loaders.of(context, GreetingLoader).load(name);
    expect(await Promise.all([ask('ann'), ask('bob'), ask('ann'), ask('nobody')])).toEqual([
      'hello ann of t1',
      'hello bob of t1',
      'hello ann of t1',
      undefined,
    ]);
    expect(batches).toEqual([{ scope: { tenantId: 't1' }, keys: ['ann', 'bob', 'nobody'], call: context.call }]);
  });

  it('may be named by objects', async () => {
    const loader = loaders.of(contextOf('t1'), PairLoader);
    const pair = () => ({ user: 'ann', month: '2026-11' });
    expect(await Promise.all([loader.load(pair()), loader.load(pair())])).toEqual(['ann/2026-11', 'ann/2026-11']);
    expect(batches).toHaveLength(1);
  });
});

describe('what was loaded', () => {
  it('is kept for its operation only', async () => {
    const context = contextOf('t1');
    await loaders.of(context, GreetingLoader).load('ann');
    await loaders.of(context, GreetingLoader).load('ann');
    expect(batches).toHaveLength(1);
    await loaders.of({ ...context }, GreetingLoader).load('ann');
    expect(batches).toHaveLength(2);
  });

  it('is never shown to another caller, also when both ask at the same time', async () => {
    const answers = ['t1', 't2'].map((tenant) => loaders.of(contextOf(tenant), GreetingLoader).load('ann'));
    expect(await Promise.all(answers)).toEqual(['hello ann of t1', 'hello ann of t2']);
    expect(batches.map(({ scope }) => scope)).toEqual([{ tenantId: 't1' }, { tenantId: 't2' }]);
  });

  it('is nothing at all for a stranger', () => {
    expect(() => loaders.of({}, GreetingLoader)).toThrow(expect.objectContaining({ kind: 'unauthenticated' }));
  });
});
