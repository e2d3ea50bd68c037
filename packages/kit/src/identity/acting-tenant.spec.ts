import { newId } from '../ids/id';
import { actFor } from './acting-tenant';
import { type AccountCaller, anonymous, ownScopeOf, scopeOf } from './caller';

const home = newId<'tenant'>();
const reseller = newId<'tenant'>();
const account = (over: Partial<AccountCaller> = {}): AccountCaller => ({
  kind: 'account',
  accountId: newId(),
  tenantId: home,
  homeTenantId: home,
  isOperator: true,
  ownRowsOnly: false,
  role: 'admin',
  permissions: ['auth.tenant.act'],
  mustChangePassword: false,
  sessionId: newId(),
  ...over,
});

it('moves an account of the operator into the rows of a reseller, and leaves it what is its own', () => {
  const ann = account();
  const acting = actFor(ann, reseller) as AccountCaller;
  expect(scopeOf(acting)).toEqual({ tenantId: reseller });
  expect(ownScopeOf(acting)).toEqual({ tenantId: home, ownedBy: ann.accountId });
});

it.each([
  ['an account of a reseller, whatever it holds', account({ isOperator: false, permissions: ['*'] })],
  ['an account without the permission', account({ permissions: ['auth.tenant.read', 'auth.tenant.write'] })],
  ['an account that sees only its own', account({ ownRowsOnly: true })],
  ['an account that must change its password', account({ mustChangePassword: true })],
  ['a service', { kind: 'service', name: 'core' } as const],
  ['a stranger', anonymous],
])('refuses %s', (_, caller) => {
  expect(() => actFor(caller, reseller)).toThrow('permission_missing');
});
