import { holds } from '@vortex/kit';

/** Everything an account can be allowed to do. The names are those that methods and resolvers ask for. */
export const permissionCatalogue = {
  'auth.account.read': 'See the accounts that can sign in.',
  'auth.account.write': 'Create, change, disable and delete accounts, and reset their passwords.',
  'auth.session.read': 'See where others are signed in.',
  'auth.session.revoke': 'Sign others out.',
  'auth.tenant.read': 'See the tenants of the platform.',
  'auth.tenant.write': 'Create, change, suspend and delete tenants.',
  'auth.tenant.act': 'Act for another tenant.',
  'auth.role.read': 'See the roles and what they may do.',
  'auth.role.write': 'Create, change and delete roles.',
  'auth.api-token.read': 'See API tokens.',
  'auth.api-token.write': 'Create and revoke API tokens.',
  'auth.audit.read': 'See who changed what.',
  'core.user.read': 'See users.',
  'core.user.create': 'Create users.',
  'core.user.update': 'Change users.',
  'core.user.delete': 'Delete users.',
  'core.user.bulk': 'Change many users at once.',
  'core.user.export': 'Export users.',
  'core.user.import': 'Import users.',
  'core.user.credentials': 'See and renew the credentials and links of users.',
  'core.group.read': 'See groups.',
  'core.group.write': 'Create, change and delete groups.',
  'core.host.read': 'See hosts.',
  'core.host.write': 'Create, change and delete hosts.',
  'core.link.read': 'See how subscription links answer.',
  'core.link.write': 'Change how subscription links answer.',
  'nodes.server.read': 'See servers.',
  'nodes.server.write': 'Add, change and remove servers.',
  'nodes.node.enrol': 'Give servers their identity, and withdraw it.',
  'nodes.inbound.read': 'See inbounds.',
  'nodes.inbound.write': 'Create, change and delete inbounds.',
  'nodes.usage.read': 'See recorded traffic.',
  'nodes.session.read': 'See who is connected, and from where.',
  'nodes.session.end': 'End connections of users.',
  'nodes.log.read': 'See what servers log.',
  'system.status.read': 'See how the platform is.',
  'system.service.restart': 'Restart services.',
  'system.backup.create': 'Make backups of all databases.',
  'system.backup.read': 'See and fetch backups.',
  'system.backup.restore': 'Replace all data by that of a backup.',
} as const satisfies Readonly<Record<string, string>>;

export const allPermissions: readonly string[] = Object.keys(permissionCatalogue);

/** The single names that `held` covers: "auth.*" is all of auth's. */
export function expand(held: readonly string[]): string[] {
  return allPermissions.filter((name) => holds(held, name));
}
