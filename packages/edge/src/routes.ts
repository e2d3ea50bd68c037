/** Who answers a route. `platform`: whoever can speak for all services (the standalone's front; core when distributed). */
export type Answerer = 'core' | 'site' | 'platform';

export interface PublicRoute {
  readonly path: string;
  /** `exact`: this path alone. `prefix`: this path and everything below it. */
  readonly match: 'exact' | 'prefix';
  readonly answerer: Answerer;
  readonly websocket: boolean;
  /** Whether an edge in front of separate services lets strangers reach it. */
  readonly exposed: boolean;
  readonly purpose: string;
}

const usualLinkPrefix = 'sub';

/**
 * Every public route of the platform, stated once: the standalone's front, Traefik and the ingress are made of it.
 *
 * @param linkPrefix where subscription links begin, as VORTEX_LINK_PREFIX says it
 */
export const routesWith = (linkPrefix = usualLinkPrefix): readonly PublicRoute[] => [
  prefix('/admin', 'site', 'The operator’s dashboard'),
  { ...prefix('/graphql', 'core', 'The API; subscriptions over WebSocket'), websocket: true },
  prefix(`/${linkPrefix}`, 'core', 'Subscription links'),
  prefix('/files', 'core', 'Lists of users as CSV, in and out'),
  prefix('/install', 'core', 'What a server needs to become a node, by enrolment token'),
  prefix('/portal', 'site', 'The customer’s portal'),
  exact('/livez', 'platform', 'Is the process alive'),
  exact('/readyz', 'platform', 'Can it serve'),
  exact('/healthz', 'platform', 'Every part, as JSON'),
  { ...exact('/metrics', 'platform', 'Figures for Prometheus, by bearer token'), exposed: false },
  exact('/', 'site', 'The way to the dashboard, or a site for strangers'),
];

export const routes = routesWith();

/**
 * Finds the route of a request target as it came over the wire. Anything that could mean one path here and another one
 * behind us (dot segments, backslashes, encoded separators, absolute form) has no route.
 */
export function matchRoute(target: string, table = routes): PublicRoute | undefined {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (!path.startsWith('/') || isAmbiguous(path)) return undefined;
  return table.find((route) => path === route.path || (route.match === 'prefix' && path.startsWith(`${route.path}/`)));
}

function isAmbiguous(path: string): boolean {
  return /\/\/|\\|%2f|%5c|%2e|%00|\/\.{1,2}(\/|$)/i.test(path);
}

function prefix(path: string, answerer: Answerer, purpose: string): PublicRoute {
  return { path, match: 'prefix', answerer, websocket: false, exposed: true, purpose };
}

function exact(path: string, answerer: Answerer, purpose: string): PublicRoute {
  return { ...prefix(path, answerer, purpose), match: 'exact' };
}
