// Brings docker-compose.yml up as it stands, in a network of its own (run by tools/images/run.mjs), and signs in
// through Traefik's port.
import { equal, match } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../dev/workspace.mjs';
import { runEndToEnd } from '../e2e/run.mjs';
import { login } from '../shapes/graphql.mjs';
import { newServer } from '../shapes/node.mjs';
import { temporaryFolder } from '../shapes/places.mjs';
import { Suite } from '../shapes/suite.mjs';
import { defaultOf, healthCheckOf, readCompose } from './compose-file.mjs';

const project = 'vortexpanel';
const patienceMs = 120_000;
const url = 'http://127.0.0.1:8080';

const { settings } = JSON.parse(process.argv[2]);
process.env.CONTAINERS_CONF = settings;
// Without systemd nobody would run the health checks: we do.
process.env.DISABLE_HC_SYSTEMD = 'true';
execFileSync('ip', ['link', 'set', 'lo', 'up']);
// A name server of another run, noted here, would be believed to serve this one too.
for (const noted of ['/run/containers/networks', '/run/netns']) {
  mkdirSync(noted, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', noted]);
}

const folder = temporaryFolder('compose');
const suite = new Suite();
const compose = await prepare();
const all = Object.keys(compose.services);
// What a profile has to be named for starts nobody by itself.
const names = all.filter((name) => !compose.services[name].profiles);
const servers = names.filter((name) => compose.services[name].image.startsWith('docker.io/') && name !== 'edge');
try {
  await suite.test('the servers of the compose file become well', () => up(servers));
  await suite.test('every service and the edge become well', () => up(names.filter((name) => !servers.includes(name))));
  await suite.test('the owner signs in through Traefik, and strangers see no metrics', signIn);
  await suite.test('this machine becomes a node with the profile of the agent', becomeNode);
  if (suite.failed === 0) suite.add(await runEndToEnd({ url, password: ownerPassword() }));
} finally {
  if (suite.failed > 0)
    for (const name of all) console.log(`== ${name}\n${podman('logs', '--tail', '20', container(name))}`);
  podman('rm', '--force', '--volumes', ...all.map(container));
  for (const name of Object.keys(compose.volumes)) podman('volume', 'rm', '--force', `${project}_${name}`);
  for (const name of Object.keys(compose.networks)) podman('network', 'rm', '--force', `${project}_${name}`);
  folder.remove();
}
console.log(suite.counts);
process.exit(suite.failed > 0 ? 1 : 0);

/** A copy with secrets of its own: those of a real installation are neither read nor made. */
async function prepare() {
  for (const path of ['docker-compose.yml', 'infrastructure/docker', 'tools/cli']) {
    mkdirSync(join(folder.path, path, '..'), { recursive: true });
    cpSync(join(workspaceRoot, path), join(folder.path, path), { recursive: true });
  }
  execFileSync(process.execPath, ['tools/cli/compose-secrets.mjs'], { cwd: folder.path, stdio: 'ignore' });
  const read = readCompose(join(folder.path, 'docker-compose.yml'));
  // podman-compose forgets the subnets.
  for (const [name, network] of Object.entries(read.networks)) {
    const subnet = network?.ipam?.config[0].subnet;
    const how = [...(network?.internal ? ['--internal'] : []), ...(subnet ? ['--subnet', defaultOf(subnet)] : [])];
    execFileSync('podman', ['network', 'create', ...how, `${project}_${name}`], { stdio: 'ignore' });
  }
  return read;
}

async function up(services) {
  const args = ['-p', project, 'up', '--detach', '--no-build', '--no-deps', ...services];
  const { status, stdout, stderr } = spawnSync('podman-compose', args, { cwd: folder.path, encoding: 'utf8' });
  equal(status, 0, `${stdout}${stderr}`);
  await Promise.all(services.map(untilWell));
}

/** What the compose file says of the agent: Debian's podman-compose knows neither the host's network nor empty defaults. */
function startAgent(token) {
  const { image, network_mode: network, volumes, tmpfs, cap_drop: dropped, environment } = compose.services.agent;
  const given = { ...environment, VORTEX_ENROLMENT_TOKEN: token };
  const args = [
    ...['run', '--detach', '--name', container('agent'), '--network', network, '--read-only'],
    ...['--security-opt', 'no-new-privileges', ...dropped.flatMap((capability) => ['--cap-drop', capability])],
    ...tmpfs.flatMap((path) => ['--tmpfs', path]),
    ...volumes.flatMap((volume) => ['--volume', `${project}_${volume}`]),
    ...Object.entries(given).flatMap(([name, value]) => ['--env', `${name}=${defaultOf(value)}`]),
    image,
  ];
  const { status, stdout, stderr } = spawnSync('podman', args, { encoding: 'utf8' });
  equal(status, 0, `${stdout}${stderr}`);
}

async function untilWell(name) {
  const deadline = Date.now() + patienceMs;
  const check = healthCheckOf(compose.services[name]);
  for (;;) {
    const { status, stdout, stderr } = spawnSync('podman', ['exec', container(name), ...check], { encoding: 'utf8' });
    if (status === 0) return;
    if (Date.now() > deadline) throw new Error(`${name} is not well: ${stdout}${stderr}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}

async function signIn() {
  const { account } = await login(url, ownerPassword());
  match(account.id, /./);
  equal((await fetch(`${url}/metrics`)).status, 404);
  const { state } = await (await fetch(`${url}/healthz`)).json();
  equal(state, 'ok');
}

async function becomeNode() {
  const server = await newServer(url, ownerPassword(), 'this machine');
  startAgent(server.token);
  const deadline = Date.now() + patienceMs;
  while (!(await server.serves())) {
    if (Date.now() > deadline) throw new Error('the panel hears nothing of it');
    await new Promise((done) => setTimeout(done, 500));
  }
  podman('rm', '--force', container('agent'));
  await server.remove(); // the suite begins with no server
}

function ownerPassword() {
  return /^VORTEX_OWNER_PASSWORD=(.+)$/m.exec(readFileSync(join(folder.path, '.env'), 'utf8'))[1];
}

function container(name) {
  return `${project}_${name}_1`;
}

function podman(...args) {
  const { stdout, stderr } = spawnSync('podman', args, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
