import { newId } from '../ids/id';
import { anonymous, type AccountCaller, scopeOf } from '../identity/caller';
import { authorize } from './permission';

const home = newId<'tenant'>();
const account = (over: Partial<AccountCaller> = {}): AccountCaller => ({
  kind: 'account',
  accountId: newId(),
  tenantId: home,
  homeTenantId: home,
  isOperator: false,
  ownRowsOnly: false,
  sessionId: newId(),
  role: 'support',
  permissions: [],
  mustChangePassword: false,
  ...over,
});
const service = { kind: 'service', name: 'core' } as const;

it.each([
  ['public', anonymous],
  ['public', account({ mustChangePassword: true })],
  ['public', service],
  ['authenticated', account()],
  ['authenticated', account({ mustChangePassword: true })],
  ['service', service],
  ['auth.account.read', account({ permissions: ['auth.account.read'] })],
  ['auth.account.read', account({ permissions: ['auth.*'] })],
  ['auth.account.read', account({ permissions: ['*'] })],
])('lets through to "%s": %j', (permission, caller) => {
  expect(() => authorize(permission, caller)).not.toThrow();
});

it.each([
  ['authenticated', anonymous, 'sign_in_required'],
  ['authenticated', service, 'permission_missing'],
  ['service', account({ permissions: ['*'] }), 'services_only'],
  ['service', anonymous, 'services_only'],
  ['auth.account.read', anonymous, 'sign_in_required'],
  ['auth.account.read', service, 'permission_missing'],
  ['auth.account.read', account(), 'permission_missing'],
  ['auth.account.read', account({ permissions: ['auth.account.write', 'auth', 'auth.acc*'] }), 'permission_missing'],
  ['authx.account.read', account({ permissions: ['auth.*'] }), 'permission_missing'],
  ['auth.account.read', account({ permissions: ['*'], mustChangePassword: true }), 'password_change_required'],
  ['', account({ permissions: ['auth.x'] }), 'permission_missing'],
])('refuses at "%s": %j with %s', (permission, caller, code) => {
  expect(() => authorize(permission, caller)).toThrow(code);
});

it('shows an account the rows of its tenant, a customer only its own, and a stranger none', () => {
  const ann = account();
  expect(scopeOf(ann)).toEqual({ tenantId: ann.tenantId });
  const customer = account({ ownRowsOnly: true });
  expect(scopeOf(customer)).toEqual({ tenantId: customer.tenantId, ownedBy: customer.accountId });
  expect(scopeOf(service)).toEqual({ platform: true });
  expect(() => scopeOf(anonymous)).toThrow('sign_in_required');
});
