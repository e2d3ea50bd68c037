import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeCertificates } from '../cli/service-certificates.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { startChild } from '../shapes/child.mjs';
import { freshDatabases } from '../shapes/databases.mjs';
import { distributedSettings, services } from '../shapes/distributed-settings.mjs';
import { answers, freePort, isWell } from '../shapes/places.mjs';

const restartMs = 500;

/** As built, with what it needs. */
const testing = () => createRequire(join(workspaceRoot, 'services/core/package.json'))('@vortex/testing');

/**
 * The panel as processes of their own on servers of their own, any of which can be killed and brought back.
 *
 * @param {string} folder @param {string} password the owner's
 */
export async function startPanel(folder, password) {
  const { startPostgres, startRabbit, startRedis } = testing();
  const [postgres, rabbit, redis] = await Promise.all(
    [startPostgres, startRabbit, startRedis].map((start) => start({ durable: true })),
  );
  const servers = { postgres, rabbit, redis };
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates, { recursive: true });
  makeCertificates(certificates, services);
  const databases = await freshDatabases(postgres.url, services);
  const agentPort = await freePort();
  const { addresses, environments } = await distributedSettings({
    servers: {
      VORTEX_TEST_POSTGRES_URL: postgres.url,
      VORTEX_TEST_REDIS_URL: redis.url,
      VORTEX_TEST_BROKER_URL: rabbit.url,
    },
    databases: databases.urls,
    certificates,
    password,
  });
  Object.assign(environments.nodes, { VORTEX_AGENT_HOST: '127.0.0.1', VORTEX_AGENT_PORT: String(agentPort) });
  const children = {};
  const wanted = new Set();
  /** As an orchestrator does: a service that gives up its start because its database dies meanwhile is started again. */
  const start = (name) => {
    const child = startChild([`services/${name}/dist/main.js`], environments[name]);
    children[name] = child;
    wanted.add(name);
    void child.ended
      .then(() => pause(restartMs))
      .then(() => wanted.has(name) && children[name] === child && start(name));
  };
  for (const name of services) start(name);
  return {
    url: addresses.core,
    agentPort,
    nodesDatabase: databases.urls.nodes,
    /** Whatever runs and can be killed. */
    parts: [...services, ...Object.keys(servers)],
    async kill(name) {
      if (servers[name]) return servers[name].kill();
      wanted.delete(name);
      children[name].signal('SIGKILL');
      await children[name].ended;
    },
    async bringBack(name) {
      if (servers[name]) await servers[name].restart();
      else start(name);
    },
    async isWell() {
      for (const name of services) await isWell(addresses[name]);
      await answers(`${addresses.core}/readyz`);
    },
    output: () => services.map((name) => `== ${name}\n${children[name].output().slice(-6_000)}`).join('\n'),
    async stop() {
      wanted.clear();
      for (const child of Object.values(children)) child.signal('SIGTERM');
      await Promise.all(Object.values(children).map(({ ended }) => ended));
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    },
  };
}
