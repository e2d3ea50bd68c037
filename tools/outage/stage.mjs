import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { download, throughSocks } from '../demo/socks.mjs';
import { startTarget } from '../demo/target.mjs';
import { startXray, stockXray } from '../demo/xray.mjs';
import { ensureBuilt } from '../dev/build.mjs';
import { runCommand } from '../dev/run-command.mjs';
import { Parts } from '../process/parts.mjs';
import { query } from '../restore/installation.mjs';
import { freePort, temporaryFolder } from '../shapes/places.mjs';
import { clientConfig, inbounds } from './client-config.mjs';
import { Node } from './node.mjs';
import { Owner } from './owner.mjs';
import { startRelay } from './relay.mjs';

const kinds = Object.keys(inbounds);

/**
 * A panel, a node behind a network that can be cut, a target, and an owner signed in.
 *
 * @param {(folder: string, password: string) => Promise<any>} start the panel: in parts, or as one installation
 * @param {{ agent?: string, engine?: string }} [programs] of the node, instead of those that are built here
 */
export async function withStage(start, work, programs = {}) {
  await ensureBuilt(['standalone', 'node-agent', 'testing']);
  if (!process.env.VORTEX_TUNNEL) {
    await runCommand(process.execPath, ['tools/dev/tunnel.mjs'], { remedy: 'The engine is built with Go 1.26.' });
  }
  const password = randomBytes(12).toString('base64url');
  const parts = new Parts();
  try {
    const folder = parts.add(temporaryFolder('outage'), (made) => made.remove());
    const panel = parts.add(await start(folder.path, password), (started) => started.stop());
    const relay = parts.add(await startRelay(panel.agentPort), (started) => started.close());
    const node = parts.add(new Node(folder.path, programs), (started) => started.stop());
    const target = parts.add(await startTarget(), (started) => started.close());
    const stage = { panel, relay, node, target, owner: new Owner(panel.url, password) };
    return await loudly(stage, async () => {
      await panel.isWell();
      return work(Object.assign(stage, await serve(stage)));
    });
  } finally {
    await parts.end();
  }
}

/** Shows what panel and node have said where the work fails. */
async function loudly({ panel, node }, work) {
  try {
    return await work();
  } catch (error) {
    console.error(`${panel.output()}\n${node.output()}`);
    throw error;
  }
}

/** A server with an inbound of each kind, a group that gives them, and its node running. */
async function serve({ panel, relay, node, owner }) {
  const server = await owner.ask('mutation ($input: CreateServerInput!) { createServer(input: $input) { id } }', {
    input: { name: 'the node', state: 'ACTIVE', addresses: ['127.0.0.1'] },
  });
  const serverId = server.createServer.id;
  // The target is on this machine, where customers do not come unless the database says so.
  await query(panel.nodesDatabase, 'INSERT INTO node (server_id, reaches_private) VALUES ($1, true)', [serverId]);
  const [ports, inboundIds] = [{}, []];
  for (const kind of kinds) {
    ports[kind] = await freePort();
    const input = { serverId, tag: kind, listen: '127.0.0.1', port: ports[kind], ...inbounds[kind] };
    const text = 'mutation ($input: CreateInboundInput!) { createInbound(input: $input) { id } }';
    inboundIds.push((await owner.ask(text, { input })).createInbound.id);
  }
  const groupId = await patiently('core knows the inbounds', async () => {
    const text = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
    return (await owner.ask(text, { input: { name: 'everybody', inboundIds } })).createGroup.id;
  });
  const enrolment = 'mutation ($serverId: ID!) { createEnrolmentToken(serverId: $serverId) { token } }';
  const { createEnrolmentToken } = await owner.ask(enrolment, { serverId });
  await node.enrol(`127.0.0.1:${relay.port}`, createEnrolmentToken.token);
  node.run();
  return { serverId, groupId, ports };
}

/** A user as its client knows it. */
export async function makeUser({ owner, groupId }, username) {
  const { createUser } = await owner.ask(
    `mutation ($input: CreateUserInput!) { createUser(input: $input) { id devices { credentials { vlessId shadowsocks2022Key128 } } } }`,
    { input: { username, groupIds: [groupId] } },
  );
  return { id: createUser.id, username, credentials: createUser.devices[0].credentials };
}

/** One client for all users: each has a proxy of its own, the inbounds by turns. */
export async function startClient({ ports }, users) {
  const program = await stockXray();
  const free = new Set();
  while (free.size < users.length) free.add(await freePort());
  const proxyPorts = [...free];
  const visits = users.map(({ credentials }, nth) => {
    const kind = kinds[nth % kinds.length];
    return { kind, port: ports[kind], credentials, proxyPort: proxyPorts[nth] };
  });
  return { proxyPorts, ...(await startXray(program, clientConfig(visits), proxyPorts)) };
}

/** Whether a byte comes through a proxy. */
export async function isServed({ target }, proxyPort) {
  const socket = await throughSocks(proxyPort, target.address, target.port).catch(() => undefined);
  if (!socket) return false;
  return (await download(socket, 1, 2_000).finally(() => socket.destroy())) === 1;
}

export async function patiently(what, attempt, patienceMs = 120_000) {
  const deadline = performance.now() + patienceMs;
  for (let failure; ; await pause(150)) {
    const found = await attempt().catch((error) => void (failure = error));
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`, { cause: failure });
  }
}
