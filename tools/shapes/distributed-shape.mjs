import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeCertificates } from '../cli/service-certificates.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { startChild } from './child.mjs';
import { freshDatabases } from './databases.mjs';
import { distributedSettings, services } from './distributed-settings.mjs';
import { answers, isWell, temporaryFolder } from './places.mjs';

/** As built, with what it needs. */
const messaging = () => createRequire(join(workspaceRoot, 'services/core/package.json'))('@vortex/messaging');

/** Serves the same route table as Traefik. */
const smallFront = ({ port, core, site }) =>
  startChild([join(workspaceRoot, 'tools/shapes/front.mjs'), String(port), core, site], {});

/**
 * Starts every service as a process of its own on real servers: rpc over TCP with certificates, and a front.
 *
 * @param {Record<string, string>} servers by the variables of a test run
 * @param {string} password the owner's
 * @param {Record<string, string>} more settings of every service
 * @param {(places: { port: number, core: string, site: string }) => unknown} startFront
 */
export async function startDistributed(servers, password, more = {}, startFront = smallFront) {
  const folder = temporaryFolder('distributed');
  const certificates = join(folder.path, 'certificates');
  makeCertificates(certificates, services);
  const databases = await freshDatabases(servers.VORTEX_TEST_POSTGRES_URL, services);
  // What an installation before this one left on the broker is about rows of its own databases.
  await messaging().purgeQueues(servers.VORTEX_TEST_BROKER_URL);
  const settings = await distributedSettings({ servers, databases: databases.urls, certificates, password, more });
  const { url, addresses, environments } = settings;
  const startedAt = performance.now();
  const children = {
    ...Object.fromEntries(
      services.map((name) => [name, startChild([`services/${name}/dist/main.js`], environments[name])]),
    ),
    site: startChild(['packages/edge/dist/site/main.js'], environments.site),
    front: await startFront({ port: settings.frontPort, core: addresses.core, site: addresses.site }),
  };
  const all = Object.values(children);
  const stop = async () => {
    for (const child of all.toReversed()) child.signal('SIGTERM');
    const codes = await Promise.all(all.map((child) => child.ended));
    folder.remove();
    return codes.find((code) => code !== 0) ?? 0;
  };
  try {
    await isWell(addresses.auth, children.auth);
    await isWell(url, children.core);
    await answers(`${url}/admin/`, children.front);
  } catch (error) {
    await stop();
    await databases.drop();
    throw error;
  }
  return {
    name: 'distributed',
    url,
    password,
    addresses,
    environments,
    folder: folder.path,
    databases: databases.urls,
    dropDatabases: () => databases.drop(),
    startMs: performance.now() - startedAt,
    output: () => all.map((child) => child.output()).join('\n'),
    pids: () => all.map(({ pid }) => pid),
    stop,
  };
}
