// Plants secrets wherever the platform takes or makes them, uses it, and then looks for them in everything it leaves
// behind: databases, queues, logs and traces. Part of `npm test`.
import { randomBytes } from 'node:crypto';
import { ensureBuilt } from '../dev/build.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { startDistributed } from '../shapes/distributed-shape.mjs';
import { changePassword, graphql, login } from '../shapes/graphql.mjs';
import { Suite } from '../shapes/suite.mjs';
import { startServers } from '../test/servers.mjs';
import { tapBroker } from './broker-tap.mjs';
import { dumpDatabase, withClient } from './database-dump.mjs';
import { findSecrets } from './search.mjs';
import { openSealedValues, servicesWithSealedColumns } from './sealed-values.mjs';
import { startTraceCollector } from './trace-collector.mjs';

const suite = new Suite();
await ensureBuilt(['standalone', 'admin']);
const servers = await startServers(workspaceRoot, (line) => console.log(`  ${line}`));
const collector = await startTraceCollector();
const tap = await tapBroker(servers.environment.VORTEX_TEST_BROKER_URL, 'vortex.events');
try {
  await suite.test('no secret is readable in databases, queues, logs or traces', search);
} finally {
  await tap.stop();
  collector.stop();
  await servers.stop();
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

async function search() {
  const passwords = { first: canary(), second: canary(), wrong: canary() };
  const shape = await startDistributed(servers.environment, passwords.first, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '200',
    VORTEX_LOG_LEVEL: 'debug',
  });
  const secrets = { ...settingsOf(shape), ...named('password', passwords) };
  try {
    Object.assign(secrets, await use(shape.url, passwords));
    await until('traces of every service and an event on the bus', tellsOfItself);
    await until('what clients need of the inbounds in core', () => knowsInbounds(shape.databases.core));
  } catch (error) {
    await shape.stop();
    throw error;
  }
  if ((await shape.stop()) !== 0) throw new Error(`the services ended badly:\n${shape.output()}`);
  const places = { logs: Buffer.from(shape.output()), traces: collector.bytes(), queues: tap.bytes() };
  for (const [name, url] of Object.entries(shape.databases))
    places[`the database of ${name}`] = await dumpDatabase(url);
  for (const service of servicesWithSealedColumns()) {
    const opened = await openSealedValues(service, shape.databases[service.service], secrets['master key']);
    for (const [place, value] of Object.entries(opened)) {
      const secret = essence(value);
      if (secret !== undefined) secrets[place] = secret;
    }
  }
  expectControls(places);
  await shape.dropDatabases();
  const finds = findSecrets(secrets, places);
  if (finds.length > 0) throw new Error(finds.join('\n'));
  const bytes = Object.entries(places).map(([place, content]) => `${place} ${content.length}`);
  console.log(`  ${Object.keys(secrets).length} secrets looked for in bytes of: ${bytes.join(', ')}`);
}

function tellsOfItself() {
  const traces = collector.bytes();
  return ['auth', 'core'].every((name) => traces.includes(name)) && tap.bytes().includes('AccountPasswordChanged');
}

async function knowsInbounds(url) {
  const count = 'SELECT count(*)::int AS known FROM inbound_view';
  return withClient(url, async (client) => (await client.query(count)).rows[0].known === 2);
}

/** What people and strangers do with secrets, the wrong ways included. */
async function use(url, { first, second, wrong }) {
  await refused(login(url, wrong));
  const { accessToken } = await login(url, first);
  await refused(changePassword(url, accessToken, wrong, second));
  await refused(
    graphql(url, `mutation { login(input: { username: "admin", password: "${wrong}", nope: 1 }) { expiresAt } }`),
  );
  await refused(graphql(url, '{ me { id } }', {}, `${accessToken}x`));
  const { accessToken: renewed } = await changePassword(url, accessToken, first, second);
  await graphql(url, '{ me { username } systemStatus { accountCount } }', {}, renewed);
  await plantUser(url, renewed);
  await plantInbound(url, renewed);
  const subscriber = await plantedUser(url, renewed);
  await fetch(`${url}/sub/${wrong}`);
  await fetch(`${url}/graphql?query=%7Bme%7Bid%7D%7D&access_token=${encodeURIComponent(wrong)}`);
  return {
    ...named('access token', { first: signatureOf(accessToken), second: signatureOf(renewed) }),
    ...named('of a user', subscriber),
  };
}

/** A subscriber whose secrets were shown, replaced and shown again: the last ones lie in the database, sealed. */
async function plantedUser(url, token) {
  const id = (await graphql(url, 'mutation { createUser(input: { username: "planted" }) { id } }', {}, token))
    .createUser.id;
  const query = `query ($id: ID!) { user(id: $id) { subscriptionLink { token } devices { credentials {
    vlessId trojanPassword shadowsocks2022Key256 wireguardPrivateKey socksPassword } } } }`;
  const shown = async (when) => {
    const { user } = await graphql(url, query, { id }, token);
    const secrets = { link: user.subscriptionLink.token, ...user.devices[0].credentials };
    return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`${name}, ${when}`, value]));
  };
  const before = await shown('before');
  const rotate = 'mutation ($id: ID!) { rotateSubscriptionLink(id: $id) { id } rotateCredentials(id: $id) { id } }';
  await graphql(url, rotate, { id }, token);
  return { ...before, ...(await shown('after')) };
}

/** A subscriber, with a link and a device, made under a key whose answer is kept. */
async function plantUser(url, token) {
  const create = 'mutation { createUser(input: { username: "canary" }) { id } }';
  await graphql(url, create, {}, token, { 'idempotency-key': randomBytes(12).toString('hex') });
}

/** A server that listens with a key of its own, and with one that all clients share. */
async function plantInbound(url, token) {
  const made = await graphql(url, 'mutation { createServer(input: { name: "canary" }) { id } }', {}, token);
  const create = 'mutation($input: CreateInboundInput!) { createInbound(input: $input) { id settings } }';
  const settings = { secretKey: randomBytes(32).toString('base64'), addressPools: { ipv4: '10.66.0.0/16' } };
  const input = { serverId: made.createServer.id, tag: 'canary', protocol: 'WIREGUARD', port: 51820, settings };
  await graphql(url, create, { input }, token);
  // Makes the authority that signs for agents, whose keys are sealed too.
  const enrol = 'mutation($id: ID!) { createEnrolmentToken(serverId: $id) { token } }';
  await graphql(url, enrol, { id: made.createServer.id }, token);
  const shared = { method: '2022-blake3-aes-256-gcm', password: randomBytes(32).toString('base64') };
  const second = { ...input, tag: 'shared', protocol: 'SHADOWSOCKS_2022', port: 51821, settings: shared };
  await graphql(url, create, { input: second }, token);
  const broken = { ...input, settings: { ...settings, mtu: 1 } };
  await refused(graphql(url, create, { input: broken }, token));
}

/** Would show nothing if we looked in the wrong place: what must be there is looked for in the same way. */
function expectControls(places) {
  const controls = {
    logs: 'auth',
    traces: 'vortex.auth.v1.AuthService',
    queues: 'AccountPasswordChanged',
    'the database of auth': 'admin',
    'the database of core': 'admin',
    'the database of nodes': 'canary',
  };
  for (const [place, control] of Object.entries(controls)) {
    const found = findSecrets({ control }, { [place]: places[place] });
    if (found.length === 0) throw new Error(`"${control}" is not in ${place}: the search looks in the wrong place`);
  }
}

function settingsOf({ environments }) {
  const { auth } = environments;
  return { 'master key': auth.VORTEX_MASTER_KEY, 'metrics token': auth.VORTEX_METRICS_TOKEN };
}

/** A password nothing else contains. */
function canary() {
  return `canary-${randomBytes(12).toString('hex')}`;
}

/**
 * Of a JSON Web Key its private number, of what clients need of an inbound what they share, of secrets by name the longest,
 * of anything else the whole. Of some inbounds clients need nothing that is secret.
 */
function essence(value) {
  if (!value.startsWith('{')) return value;
  const named = JSON.parse(value);
  if ('encryption' in named) return named.serverKey;
  return named.d ?? Object.values(named).sort((one, other) => other.length - one.length)[0];
}

function signatureOf(token) {
  return token.split('.')[2];
}

function named(kind, values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${kind} (${name})`, value]));
}

async function refused(attempt) {
  const failure = await attempt.then(
    () => undefined,
    (error) => error,
  );
  if (!failure) throw new Error('what must be refused was accepted');
}

async function until(what, isTrue) {
  const deadline = Date.now() + 30_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
