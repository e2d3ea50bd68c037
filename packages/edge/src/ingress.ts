import { routes, type PublicRoute } from './routes';
import { upstreamOf } from './traefik';
import { yamlString } from './yaml';

export interface IngressOptions {
  readonly name: string;
  /** Absent: any host. */
  readonly host?: string;
  readonly tlsSecret?: string;
  readonly ingressClass?: string;
  /** Those of the usual prefix of links unless others are given. */
  readonly table?: readonly PublicRoute[];
  readonly services: Readonly<Record<'core' | 'site', { readonly name: string; readonly port: string }>>;
}

/** Renders a Kubernetes Ingress (networking.k8s.io/v1). WebSockets need no mention there. */
export function renderIngress(options: IngressOptions): string {
  return [
    '# Rendered from packages/edge/src/routes.ts by `npx nx run edge:render`. Changes belong there.',
    'apiVersion: networking.k8s.io/v1',
    'kind: Ingress',
    'metadata:',
    `  name: ${options.name}`,
    'spec:',
    ...(options.ingressClass ? [`  ingressClassName: ${options.ingressClass}`] : []),
    ...(options.tlsSecret ? tls(options.tlsSecret, options.host) : []),
    '  rules:',
    options.host ? `    - host: ${yamlString(options.host)}\n      http:` : '    - http:',
    '        paths:',
    ...(options.table ?? routes).filter((route) => route.exposed).flatMap((route) => path(route, options)),
    '',
  ].join('\n');
}

function tls(secret: string, host: string | undefined): string[] {
  return ['  tls:', `    - secretName: ${secret}`, ...(host ? [`      hosts: [${yamlString(host)}]`] : [])];
}

function path(route: PublicRoute, options: IngressOptions): string[] {
  const service = options.services[upstreamOf(route)];
  return [
    `          - path: ${route.path}`,
    `            pathType: ${route.match === 'exact' ? 'Exact' : 'Prefix'}`,
    '            backend:',
    '              service:',
    `                name: ${service.name}`,
    '                port:',
    `                  name: ${service.port}`,
  ];
}
