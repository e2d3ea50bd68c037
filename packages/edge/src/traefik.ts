import { routes, type PublicRoute } from './routes';
import { securityHeaders, strictTransportSecurity } from './security-headers';
import { yamlString } from './yaml';

export interface Upstreams {
  /** Base addresses, e.g. `http://core:8080`. */
  readonly core: string;
  readonly site: string;
}

/** Renders Traefik's dynamic configuration (file provider). Without an exposed route of its own nothing is reachable. */
export function renderTraefik(upstreams: Upstreams, table = routes): string {
  return [
    '# Rendered from packages/edge/src/routes.ts by `npx nx run edge:render`. Changes belong there.',
    'http:',
    '  routers:',
    ...table.filter((route) => route.exposed).flatMap(router),
    '  middlewares:',
    '    security-headers:',
    '      headers:',
    '        customResponseHeaders:',
    ...Object.entries(securityHeaders).map(([name, value]) => `          ${name}: ${yamlString(value)}`),
    `        stsSeconds: ${strictTransportSecurity.value.replace('max-age=', '')}`,
    '  services:',
    ...(['core', 'site'] as const).flatMap((service) => loadBalancer(service, upstreams[service])),
    '',
  ].join('\n');
}

/** `core` speaks for the platform when services run apart. */
export function upstreamOf(route: PublicRoute): keyof Upstreams {
  return route.answerer === 'site' ? 'site' : 'core';
}

function router(route: PublicRoute): string[] {
  const rule =
    route.match === 'exact' ? `Path(\`${route.path}\`)` : `Path(\`${route.path}\`) || PathPrefix(\`${route.path}/\`)`;
  return [
    `    ${routeName(route)}:`,
    `      rule: ${yamlString(rule)}`,
    '      entryPoints: [public]',
    '      middlewares: [security-headers]',
    `      service: ${upstreamOf(route)}`,
  ];
}

function routeName(route: PublicRoute): string {
  return route.path.slice(1) || 'root';
}

function loadBalancer(name: string, url: string): string[] {
  return [`    ${name}:`, '      loadBalancer:', '        servers:', `          - url: ${yamlString(url)}`];
}
