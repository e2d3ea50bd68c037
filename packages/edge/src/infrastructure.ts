import { renderIngress } from './ingress';
import { routesWith } from './routes';
import { renderTraefik } from './traefik';

export interface RenderedFile {
  /** From the workspace's root. */
  readonly path: string;
  readonly content: string;
}

/**
 * The files under infrastructure/ that are made of the route table: those that are committed, or for an installation whose
 * links begin elsewhere.
 */
export function renderedFiles(linkPrefix?: string): readonly RenderedFile[] {
  const table = routesWith(linkPrefix);
  return [
    {
      path: 'infrastructure/docker/traefik/dynamic.yml',
      content: renderTraefik({ core: 'http://core:8080', site: 'http://admin:8080' }, table),
    },
    {
      path: 'infrastructure/k8s/ingress.yml',
      content: renderIngress({
        name: 'vortex',
        table,
        services: { core: { name: 'core', port: 'http' }, site: { name: 'admin', port: 'http' } },
      }),
    },
  ];
}
