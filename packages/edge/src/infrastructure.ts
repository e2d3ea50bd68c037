import { renderIngress } from './ingress';
import { renderTraefik } from './traefik';

export interface RenderedFile {
  /** From the workspace's root. */
  readonly path: string;
  readonly content: string;
}

/** The committed files under infrastructure/ that are made of the route table. */
export function renderedFiles(): readonly RenderedFile[] {
  return [
    {
      path: 'infrastructure/docker/traefik/dynamic.yml',
      content: renderTraefik({ core: 'http://core:8080', site: 'http://admin:8080' }),
    },
    {
      path: 'infrastructure/k8s/ingress.yml',
      content: renderIngress({
        name: 'vortex',
        services: { core: { name: 'core', port: 'http' }, site: { name: 'admin', port: 'http' } },
      }),
    },
  ];
}
