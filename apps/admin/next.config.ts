import { join } from 'node:path';
import type { NextConfig } from 'next';

const workspace = join(__dirname, '../..');

const config: NextConfig = {
  // Plain files: whoever answers for /admin serves them, and no server of its own is needed.
  output: 'export',
  basePath: '/admin',
  trailingSlash: true,
  transpilePackages: ['@vortex/ui'],
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  poweredByHeader: false,
  // The typecheck target of this project does it; once is enough.
  typescript: { ignoreBuildErrors: true },
};

export default config;
