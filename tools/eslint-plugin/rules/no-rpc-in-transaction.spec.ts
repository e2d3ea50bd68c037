import rule from './no-rpc-in-transaction.mjs';
import { inTypedProject, typedRules } from '../test/rule-tester';

const filename = inTypedProject('order.service.ts');
const errors = [{ messageId: 'inside' }];
const types = `
interface AuthMethods { login: () => Promise<string> }
type RpcClient<S> = { [K in keyof S]: () => Promise<string> };
class Database<C> { client!: C; run<T>(work: () => Promise<T>): Promise<T> { return work(); } }
`;
const withBody = (body: string, rest = '') => `${types}
class OrderService {
  constructor(private readonly db: Database<object>, private readonly auth: RpcClient<AuthMethods>, private readonly orders: { save(): Promise<string> }) {}
  async place() { ${body} }
  ${rest}
}`;

typedRules().run('no-rpc-in-transaction', rule, {
  valid: [
    {
      name: 'before the transaction',
      code: withBody('await this.auth.login(); await this.db.run(() => this.orders.save());'),
      filename,
    },
    {
      name: 'after it',
      code: withBody('await this.db.run(() => this.orders.save()); await this.auth.login();'),
      filename,
    },
    { name: 'in the callback of something else', code: withBody('await [1].map(() => this.auth.login());'), filename },
    {
      name: 'a run that is no transaction',
      code: withBody('const job = { run: (w: () => unknown) => w() }; job.run(() => this.auth.login());'),
      filename,
    },
  ],
  invalid: [
    { name: 'in the callback', code: withBody('await this.db.run(() => this.auth.login());'), filename, errors },
    {
      name: 'deep in it',
      code: withBody('await this.db.run(async () => { for (const _ of [1]) { await this.auth.login(); } });'),
      filename,
      errors,
    },
    {
      name: 'through a local name',
      code: withBody('const remote = this.auth; await this.db.run(() => remote.login());'),
      filename,
      errors,
    },
    {
      name: 'in a method the callback calls',
      code: withBody('await this.db.run(() => this.check());', 'private check() { return this.auth.login(); }'),
      filename,
      errors,
    },
    {
      name: 'in a method handed over by name',
      code: withBody('await this.db.run(this.check.bind(this));', 'private check() { return this.auth.login(); }'),
      filename,
      errors,
    },
    {
      name: 'in methods that call each other, once',
      code: withBody(
        'await this.db.run(() => this.a());',
        'private a(): Promise<string> { return this.b(); } private b() { void this.auth.login(); return this.a(); }',
      ),
      filename,
      errors,
    },
  ],
});
