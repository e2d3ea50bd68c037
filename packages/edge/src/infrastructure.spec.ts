import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderIngress } from './ingress';
import { renderedFiles } from './infrastructure';
import { renderTraefik } from './traefik';

const workspaceRoot = join(__dirname, '../../..');

describe('rendered infrastructure', () => {
  it.each(renderedFiles().map((file) => [file.path, file.content]))(
    '%s is current; if not: npx nx run edge:render',
    async (path, content) => {
      expect(await readFile(join(workspaceRoot, path), 'utf8')).toBe(content);
    },
  );

  it('leads to links where an installation has put them, and nowhere else', () => {
    for (const { content } of renderedFiles('go')) {
      expect(content).toContain('/go');
      expect(content).not.toContain('/sub');
    }
  });

  it('never routes the metrics', () => {
    for (const { content } of renderedFiles()) expect(content).not.toContain('metrics');
  });

  it('sends whole words only', () => {
    const traefik = renderTraefik({ core: 'http://a', site: 'http://b' });
    expect(traefik).toContain("rule: 'Path(`/graphql`) || PathPrefix(`/graphql/`)'");
    expect(traefik).toContain("rule: 'Path(`/`)'");
  });

  it('names host, class and certificate where they are given', () => {
    const ingress = renderIngress({
      name: 'panel',
      host: 'panel.example',
      tlsSecret: 'panel-tls',
      ingressClass: 'nginx',
      services: { core: { name: 'c', port: 'http' }, site: { name: 's', port: 'http' } },
    });
    expect(ingress).toContain('  ingressClassName: nginx\n');
    expect(ingress).toContain("    - secretName: panel-tls\n      hosts: ['panel.example']\n");
    expect(ingress).toContain("    - host: 'panel.example'\n      http:\n        paths:\n");
  });
});
