import { randomBytes } from 'node:crypto';
import { freePort } from './places.mjs';

/** Each a process of its own. */
export const services = ['auth', 'nodes', 'backup', 'core'];

/**
 * The environment of every process of the distributed shape, on loopback ports of this machine.
 *
 * @param {object} given
 * @param {Record<string, string>} given.servers by the variables of a test run
 * @param {Record<string, string>} [given.databases] of each service; where there are none each takes its usual one
 * @param {string} given.certificates the folder as the services see it
 * @param {string} given.password the owner's
 * @param {Record<string, string>} [given.more] settings of every service
 */
export async function distributedSettings({ servers, databases = {}, certificates, password, more }) {
  const [site, front, ...ports] = await Promise.all(Array.from({ length: 2 + 2 * services.length }, freePort));
  const local = (port) => `127.0.0.1:${port}`;
  const rpc = (name) => local(ports[2 * services.indexOf(name)]);
  const http = (name) => local(ports[2 * services.indexOf(name) + 1]);
  const url = `http://localhost:${front}`;
  const common = {
    NODE_ENV: 'production',
    VORTEX_SHAPE: 'distributed',
    VORTEX_DATABASE_URL: servers.VORTEX_TEST_POSTGRES_URL,
    VORTEX_REDIS_URL: servers.VORTEX_TEST_REDIS_URL,
    VORTEX_BROKER_URL: servers.VORTEX_TEST_BROKER_URL,
    VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
    VORTEX_METRICS_TOKEN: randomBytes(24).toString('hex'),
    VORTEX_RPC_CA: `${certificates}/ca.crt`,
    ...Object.fromEntries(services.map((name) => [`VORTEX_RPC_${name.toUpperCase()}`, rpc(name)])),
    VORTEX_TRUSTED_PROXIES: '127.0.0.1,::1',
    VORTEX_PUBLIC_URL: url,
    VORTEX_LOG_LEVEL: 'warn',
    ...more,
  };
  const service = (name, own = {}) => ({
    ...common,
    ...own,
    ...(databases[name] && { [`VORTEX_${name.toUpperCase()}_DATABASE_URL`]: databases[name] }),
    VORTEX_RPC_LISTEN: rpc(name),
    VORTEX_HTTP_LISTEN: http(name),
    VORTEX_RPC_CERT: `${certificates}/${name}.crt`,
    VORTEX_RPC_KEY: `${certificates}/${name}.key`,
  });
  return {
    url,
    frontPort: front,
    addresses: {
      ...Object.fromEntries(services.map((name) => [name, `http://${http(name)}`])),
      site: `http://${local(site)}`,
    },
    environments: {
      ...Object.fromEntries(services.map((name) => [name, service(name)])),
      auth: service('auth', { VORTEX_OWNER_PASSWORD: password }),
      backup: service('backup', { VORTEX_BACKUP_DIRECTORY: `${certificates}/../backups` }),
      site: { VORTEX_HTTP_LISTEN: local(site) },
    },
  };
}
