import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { freshDatabases } from '../shapes/databases.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { startStandalone } from '../shapes/standalone-shape.mjs';
import { usualPassword } from './plausible-values.mjs';

const services = ['auth', 'core', 'nodes', 'backup'];
const fromSources = [
  '--conditions=source',
  '-r',
  join(workspaceRoot, 'tools/typescript/register.cjs'),
  'services/standalone/src/main.ts',
];

/**
 * The real services on databases of their own, generous with what they let one address ask for.
 *
 * @param {string} databaseServer @param {boolean} sources the sources as they stand, instead of what was built
 */
export async function startPanel(databaseServer, sources) {
  const folder = temporaryFolder('fuzz');
  const databases = await freshDatabases(databaseServer, services);
  const environment = {
    ...Object.fromEntries(services.map((name) => [`VORTEX_${name.toUpperCase()}_DATABASE_URL`, databases.urls[name]])),
    VORTEX_DATABASE_URL: databaseServer,
    VORTEX_OWNER_PASSWORD: usualPassword,
    VORTEX_METRICS_TOKEN: randomBytes(16).toString('hex'),
    VORTEX_API_POINTS_PER_MINUTE: '1000000000',
    VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: '1000000000',
    // So that those who sign in all the time can do it from many addresses.
    VORTEX_TRUSTED_PROXIES: '127.0.0.1,::1',
    VORTEX_LOG_LEVEL: 'warn',
    VORTEX_LOG_FORMAT: 'json',
  };
  const shape = await startStandalone(folder.path, environment, sources ? fromSources : undefined);
  return {
    url: shape.url,
    output: shape.output,
    ended: shape.child.ended,
    async stop() {
      const code = await shape.stop();
      await databases.drop();
      folder.remove();
      return code;
    },
  };
}
