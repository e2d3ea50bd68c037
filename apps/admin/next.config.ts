import { join } from 'node:path';
import type { NextConfig } from 'next';
import { hasGallery } from './config';

const workspace = join(__dirname, '../..');

const config: NextConfig = {
  // Plain files: whoever answers for /admin serves them, and no server of its own is needed.
  output: 'export',
  basePath: '/admin',
  trailingSlash: true,
  transpilePackages: ['@vortex/ui', '@vortex/sdk'],
  // From its sources, so that a page carries the operations it asks and no others.
  turbopack: { root: workspace, resolveAlias: { '@vortex/sdk': '../../packages/sdk/src/index.ts' } },
  experimental: { optimizePackageImports: ['@vortex/ui'] },
  outputFileTracingRoot: workspace,
  poweredByHeader: false,
  // `VORTEX_GALLERY=1 npx next dev` in this folder shows all components at /admin/gallery; no installation has that page.
  pageExtensions: hasGallery ? ['gallery.tsx', 'tsx', 'ts'] : ['tsx', 'ts'],
  // The typecheck target of this project does it; once is enough.
  typescript: { ignoreBuildErrors: true },
};

export default config;
