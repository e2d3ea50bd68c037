import type { Arrangement, Given } from '../arrangement';
import { password } from '../people';
import { label } from '../label';

const id = ({ row }: Given) => ({ id: row['id'] });
const signIn = ({ row }: Given) => ({ input: { username: row['username'], tenant: row['tenant'], password } });

export const accounts: Arrangement = {
  'Query.me': { shows: 'home' },
  'Mutation.login': { on: 'account', variables: signIn, shows: 'anybody' },
  'Mutation.refreshToken': {
    on: 'session',
    at: ['operator'],
    shows: 'anybody',
    variables: ({ row }) => ({ token: row['refreshToken'] }),
  },
  'Mutation.changePassword': {
    twin: true,
    shows: 'home',
    variables: () => ({ input: { currentPassword: password, newPassword: `${password} again` } }),
  },
  'Mutation.logout': { twin: true },
  'Query.sessions, own': { shows: 'home' },
  'Query.sessions, of an account': { on: 'session', variables: ({ row }) => ({ accountId: row['accountId'] }) },
  'Mutation.revokeSession': { on: 'session', variables: id, spends: true },
  'Mutation.revokeOtherSessions': { twin: true },
  'Mutation.revokeAccountSessions': {
    on: 'session',
    variables: ({ row }) => ({ accountId: row['accountId'] }),
    spends: true,
  },
  'Query.accounts': {},
  'Query.account': { on: 'account', variables: id },
  'Mutation.createAccount': {
    variables: () => ({ input: { username: `new-${label()}`, role: 'customer', password } }),
  },
  'Mutation.createAccount, an owner': {
    variables: () => ({ input: { username: `new-${label()}`, role: 'owner', password } }),
  },
  'Mutation.updateAccount': { on: 'account', variables: (given) => ({ ...id(given), input: { name: 'New' } }) },
  'Mutation.deleteAccount': { on: 'account', variables: id, spends: true },
  'Mutation.resetPassword': { on: 'account', variables: id, spends: true },
  'Query.apiTokens, all': {},
  'Query.apiTokens, of an account': { on: 'apiToken', variables: ({ row }) => ({ accountId: row['accountId'] }) },
  'Mutation.createApiToken': {
    on: 'apiToken',
    variables: ({ row }) => ({ input: { name: label(), accountId: row['accountId'], scopes: ['core.user.read'] } }),
  },
  'Mutation.createApiToken, of what its account may not': {
    on: 'apiToken',
    variables: ({ row }) => ({ input: { name: label(), accountId: row['accountId'], scopes: ['auth.tenant.act'] } }),
  },
  'Mutation.revokeApiToken': { on: 'apiToken', variables: id, spends: true },
  'Query.roles': {},
  'Query.rolesConnection': {},
  'Query.permissions': {},
  'Query.permissionsConnection': {},
  'Mutation.createRole': {
    variables: () => ({ input: { name: `n-${label()}`, permissions: ['core.user.read'] } }),
  },
  'Mutation.updateRole': { on: 'role', variables: (given) => ({ ...id(given), input: { description: 'New' } }) },
  'Mutation.deleteRole': { on: 'role', variables: id, spends: true },
};
