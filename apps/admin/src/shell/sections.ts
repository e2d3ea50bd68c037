import type { IconName } from '@vortex/ui';

interface Place {
  readonly path: string;
  readonly name: PlaceName;
  readonly icon: IconName;
  /** What one must be allowed to find something there. */
  readonly needs?: string;
  /** Pressed after `g`, it leads there. */
  readonly key?: string;
}

export type PlaceName =
  | ('overview' | 'users' | 'jobs' | 'servers' | 'inbounds' | 'groups' | 'hosts' | 'tenants' | 'administrators')
  | ('links' | 'rollouts')
  | ('roles' | 'tokens' | 'sessions' | 'audit' | 'backups' | 'status' | 'settings');

interface Section {
  readonly name?: 'customers' | 'network' | 'access' | 'system';
  readonly places: readonly Place[];
}

/** Every screen of the panel, as the navigation, the command palette and the shortcuts know them. */
export const sections: readonly Section[] = [
  { places: [{ path: '/', name: 'overview', icon: 'overview', key: 'o' }] },
  {
    name: 'customers',
    places: [
      { path: '/users', name: 'users', icon: 'users', needs: 'core.user.read', key: 'u' },
      { path: '/jobs', name: 'jobs', icon: 'jobs', needs: 'core.user.bulk', key: 'j' },
      { path: '/groups', name: 'groups', icon: 'groups', needs: 'core.group.read', key: 'g' },
    ],
  },
  {
    name: 'network',
    places: [
      { path: '/servers', name: 'servers', icon: 'server', needs: 'nodes.server.read', key: 's' },
      { path: '/inbounds', name: 'inbounds', icon: 'inbounds', needs: 'nodes.inbound.read', key: 'i' },
      { path: '/rollouts', name: 'rollouts', icon: 'live', needs: 'nodes.inbound.read', key: 'r' },
      { path: '/hosts', name: 'hosts', icon: 'hosts', needs: 'core.host.read', key: 'h' },
      { path: '/links', name: 'links', icon: 'link', needs: 'core.link.read', key: 'k' },
    ],
  },
  {
    name: 'access',
    places: [
      { path: '/tenants', name: 'tenants', icon: 'tenant', needs: 'auth.tenant.read', key: 't' },
      { path: '/administrators', name: 'administrators', icon: 'user', needs: 'auth.account.read', key: 'a' },
      { path: '/roles', name: 'roles', icon: 'roles', needs: 'auth.role.read', key: 'p' },
      { path: '/tokens', name: 'tokens', icon: 'token', needs: 'auth.api-token.read', key: 'x' },
      { path: '/sessions', name: 'sessions', icon: 'sessions', key: 'e' },
      { path: '/audit', name: 'audit', icon: 'log', needs: 'auth.audit.read', key: 'l' },
    ],
  },
  {
    name: 'system',
    places: [
      { path: '/backups', name: 'backups', icon: 'archive', needs: 'system.backup.read', key: 'b' },
      { path: '/status', name: 'status', icon: 'activity', needs: 'system.status.read', key: 'y' },
      { path: '/settings', name: 'settings', icon: 'settings', key: ',' },
    ],
  },
];

/** The sections with what somebody may see of them. */
export function sectionsFor(may: (permission: string) => boolean): readonly Section[] {
  return sections
    .map(({ name, places }) => ({ name, places: places.filter(({ needs }) => !needs || may(needs)) }))
    .filter(({ places }) => places.length > 0);
}

/** Whether a place, or something below it, is what the address shows. */
export function isAt(path: string, address: string): boolean {
  const at = address.replace(/\/$/, '') || '/';
  return at === path || (path !== '/' && at.startsWith(`${path}/`));
}
