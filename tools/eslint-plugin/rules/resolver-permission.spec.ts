import rule from './resolver-permission.mjs';
import { syntaxRules } from '../test/rule-tester';

const missing = [{ messageId: 'missing' }];

syntaxRules().run('resolver-permission', rule, {
  valid: [
    { name: 'a permission', code: "class A { @Query() @Permission('a.read') accounts() {} }" },
    { name: 'open to all', code: 'class A { @Mutation() @Public() login() {} }' },
    { name: 'open to the signed in', code: 'class A { @Subscription() @Authenticated() changes() {} }' },
    { name: 'a field of a noun', code: "@Resolver('Account') class A { @ResolveField() sessions() {} }" },
    { name: 'any other method', code: 'class A { @Cron() tick() {} }' },
  ],
  invalid: [
    { name: 'a query', code: 'class A { @Query() accounts() {} }', errors: missing },
    { name: 'a mutation', code: "class A { @Mutation('login') login() {} }", errors: missing },
    { name: 'a subscription', code: 'class A { @graphql.Subscription() changes() {} }', errors: missing },
    { name: 'a root field', code: "@Resolver('Query') class A { @ResolveField() accounts() {} }", errors: missing },
    {
      name: 'a root field by class',
      code: '@Resolver(() => Query) class A { @ResolveField() a() {} }',
      errors: missing,
    },
    { name: 'a permission on the class alone', code: '@Public() class A { @Query() a() {} }', errors: missing },
    {
      name: 'two permissions',
      code: 'class A { @Query() @Public() @Authenticated() a() {} }',
      errors: [{ messageId: 'several' }],
    },
  ],
});
