// Starts every image together and asks each how it is. Run by run.mjs, in a network of its own where that is possible.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../cli/service-certificates.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { distributedSettings, services } from '../shapes/distributed-settings.mjs';
import { newServer } from '../shapes/node.mjs';
import { answers, freePort, temporaryFolder } from '../shapes/places.mjs';
import { startServers } from '../test/servers.mjs';
import { checksOf } from './checks.mjs';
import { startBuildahContainer } from './buildah-container.mjs';
import { startContainer } from './container.mjs';

const engine = JSON.parse(process.argv[2]);
if (engine.settings) process.env.CONTAINERS_CONF = engine.settings;
if (engine.ownsNetwork) execFileSync('ip', ['link', 'set', 'lo', 'up']);

const folder = temporaryFolder('images');
const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
const containers = {};
const counts = { passed: 0, failed: 0 };

try {
  const addresses = await startAll();
  for (const { name, check } of checksOf(containers, addresses)) await run(name, check);
} finally {
  for (const container of Object.values(containers)) container.remove();
  folder.remove();
  await servers.stop();
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;

async function run(name, check) {
  try {
    await check();
    counts.passed++;
    console.log(`✔ ${name}`);
  } catch (error) {
    counts.failed++;
    console.log(`✖ ${name}\n${error.message}`);
  }
}

/** @returns where each answers */
async function startAll() {
  makeCertificates(folder.path, services);
  // The services run as a user this machine does not have.
  chmodSync(folder.path, 0o755);
  for (const file of readdirSync(folder.path)) chmodSync(join(folder.path, file), 0o444);
  const password = randomBytes(12).toString('hex');
  const given = { servers: servers.environment, certificates: '/certificates', password };
  const { addresses, environments } = await distributedSettings(given);
  const port = String(await freePort());
  const volumes = [`${folder.path}:/certificates:ro`];
  const start = (target, options) => {
    const image = `vortexpanel/${target}`;
    const isBuilder = engine.command === 'buildah';
    containers[target] = isBuilder ? startBuildahContainer(image, options) : startContainer(engine, image, options);
  };
  for (const name of services) start(name, { environment: environments[name], volumes });
  start('admin', { environment: environments.site });
  const agentPort = String(await freePort());
  const agents = { VORTEX_AGENT_HOST: '127.0.0.1', VORTEX_AGENT_PORT: agentPort, VORTEX_OWNER_PASSWORD: password };
  start('standalone', { environment: { VORTEX_HOST: '127.0.0.1', VORTEX_PORT: port, ...agents } });
  const standalone = `http://127.0.0.1:${port}`;
  await answers(`${standalone}/readyz`, { ended: new Promise(() => {}), output: () => containers.standalone.logs() });
  const server = await newServer(standalone, password, 'a container');
  start('agent', {
    environment: { VORTEX_PANEL_ADDRESSES: `127.0.0.1:${agentPort}`, VORTEX_ENROLMENT_TOKEN: server.token },
    healthCheck: ['node', 'services/node-agent/dist/main.js', 'status'],
  });
  const { site: admin, ...own } = addresses;
  return { ...own, admin, standalone, server };
}
