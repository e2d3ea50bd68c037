import rule from './file-name.mjs';
import { syntaxRules } from '../test/rule-tester';

const options = [{ roles: true }];
const inService = (name: string) => `/x/services/auth/src/accounts/${name}`;

syntaxRules().run('file-name', rule, {
  valid: [
    {
      name: 'kebab-case with a role',
      code: 'export class AccountService {}',
      filename: inService('account.service.ts'),
      options,
    },
    { name: 'its tests', code: '', filename: inService('account.service.int.spec.ts'), options },
    { name: "a framework's own names", code: '', filename: '/x/apps/admin/app/[id].tsx' },
    { name: 'a hidden configuration file', code: '', filename: '/x/.tool-name.cjs' },
    { name: 'the room may be called as it likes', code: '', filename: '/common/services/auth/src/account.ts' },
    {
      name: 'each role under its suffix',
      code: '@Resolver() export class AccountResolver { @Query() account() {} }',
      filename: inService('account.resolver.ts'),
      options,
    },
    {
      name: 'roles are not asked outside services',
      code: 'export class XRepository {}',
      filename: '/x/packages/a/src/b.ts',
    },
  ],
  invalid: [
    { name: 'capitals', code: '', filename: inService('AccountService.ts'), errors: [{ messageId: 'kebab' }] },
    { name: 'underscores', code: '', filename: inService('account_service.ts'), errors: [{ messageId: 'kebab' }] },
    { name: 'utils', code: '', filename: inService('utils.ts'), errors: [{ messageId: 'vague' }] },
    { name: 'a helpers folder', code: '', filename: inService('helpers/date.ts'), errors: [{ messageId: 'vague' }] },
    { name: 'a common role', code: '', filename: inService('account.common.ts'), errors: [{ messageId: 'vague' }] },
    { name: 'a second version', code: '', filename: inService('account-v2.ts'), errors: [{ messageId: 'version' }] },
    ...[
      ['@Module({}) class A {}', 'module'],
      ['@Resolver() class A {}', 'resolver'],
      ['class A { @Rpc(S.get) get() {} }', 'rpc'],
      ['class A { @Consume(E) on() {} }', 'consumer'],
      ['class A { @ConsumeBatch(E) on() {} }', 'consumer'],
      ['class AccountRepository {}', 'repository'],
      ['class Missing extends DomainError {}', 'errors'],
    ].map(([code, suffix]) => ({
      name: `${suffix} in a file that hides it`,
      code: String(code),
      filename: inService('account.ts'),
      options,
      errors: [{ messageId: 'role', data: { suffix } }],
    })),
  ],
});
