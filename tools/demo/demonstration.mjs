import { Panel } from '../seed/panel.mjs';
import { freePort } from '../shapes/places.mjs';
import { clientConfig } from './client-config.mjs';
import { survive } from './faults.mjs';
import { download, throughSocks } from './socks.mjs';
import { startTarget } from './target.mjs';
import { enginesKnow } from './told.mjs';
import { startXray, stockXray } from './xray.mjs';

const patienceMs = 120_000;
const settleMs = 15_000;
const megabyte = 1_000_000;

/**
 * WireGuard is charged for inner IP packets: headers and acknowledgements come on top, and what is sent twice.
 */
const mostOverhead = { VLESS: 1.001, SHADOWSOCKS_2022: 1.001, WIREGUARD: 1.2 };

const serversQuery = `query { servers { id name machine { connected engineHealthy configurationApplied problem }
  inbounds { id tag protocol port settings } } }`;
const healthQuery = `query ($id: ID!) { server(id: $id) { health { inbounds { reachable latencyMs } } } }`;
const userQuery = `query ($id: ID!) { user(id: $id) { id status usedBytes
  devices { id credentials { vlessId shadowsocks2022Key128 wireguardPrivateKey wireguardPresharedKey }
    tunnelAddresses { inboundId addresses } } } }`;

/**
 * The product's main job, on a running panel with a node of its own: a user is made, comes in by every inbound, is counted to
 * the byte, and is cut where its quota ends.
 *
 * @param {{ url: string, password: string, bytes: number, nodeHome: string, nodesDatabase: string, say: (line: string) => void }} options
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function demonstrate({ url, password, bytes, nodeHome, nodesDatabase, say }) {
  const panel = new Panel(url);
  await panel.signIn('admin', password);
  say('Waiting for the node of this machine …');
  const server = await until('a server is connected and serves what it should', async () => {
    const { servers } = await panel.ask(serversQuery);
    return servers.find(({ machine }) => machine?.connected && machine.engineHealthy && machine.configurationApplied);
  });
  const program = await stockXray();
  const target = await startTarget();
  const stage = { panel, server, target, bytes, nodeHome, nodesDatabase, say, findings: [] };
  try {
    await withClient(stage, program);
  } finally {
    target.close();
  }
  return stage.findings;
}

async function withClient(stage, program) {
  const { panel, server, say } = stage;
  const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
  const { createUser } = await panel.ask(create, { input: { username: `demo-${Date.now()}` } });
  const answeredAt = performance.now();
  const { user } = await panel.ask(userQuery, { id: createUser.id });
  const ports = new Map();
  for (const { tag } of server.inbounds) ports.set(tag, await freePort());
  const [device] = user.devices;
  const client = await startXray(program, clientConfig(server.inbounds, device, ports), [...ports.values()]);
  const act = { ...stage, userId: createUser.id, ports };
  try {
    let used = await firstByte(act, answeredAt);
    for (const inbound of server.inbounds) used = await move(act, inbound, used);
    await survive(act, until);
    await lookedAt(act);
    used = await move(act, server.inbounds[0], await settled(panel, act.userId));
    await exhaust(act, used);
  } catch (error) {
    say(client.output());
    throw error;
  } finally {
    await client.stop();
  }
}

async function firstByte({ server, target, ports, findings, userId, panel }, answeredAt) {
  const [inbound] = server.inbounds;
  await until('the new user is served', async () => {
    const socket = await throughSocks(ports.get(inbound.tag), target.address, target.port);
    const got = await download(socket, 1, 1_000);
    socket.destroy();
    return got === 1;
  });
  const ms = Math.round(performance.now() - answeredAt);
  findings.push({
    what: 'a user made with nothing but a name connects',
    isWell: true,
    detail: `first byte ${ms} ms after createUser, client start included`,
  });
  return settled(panel, userId);
}

/** @returns what the panel says was used by then */
async function move({ panel, target, bytes, ports, findings, userId, say }, { tag, protocol }, usedBefore) {
  say(`Moving ${bytes / megabyte} MB through ${tag} …`);
  const before = target.counted();
  const startedAt = performance.now();
  const socket = await throughSocks(ports.get(tag), target.address, target.port);
  const got = await download(socket, bytes);
  const seconds = (performance.now() - startedAt) / 1_000;
  socket.destroy();
  const after = target.counted();
  const crossed = after.sent + after.received - before.sent - before.received;
  const usedBehind = await settled(panel, userId, usedBefore + got);
  const used = usedBehind - usedBefore;
  const ratio = used / crossed;
  findings.push({
    what: `${tag}: the panel counts what the target saw`,
    isWell: got === bytes && ratio >= 1 && ratio <= mostOverhead[protocol],
    detail: `target ${crossed} B, panel ${used} B (× ${ratio.toFixed(4)}), ${((got * 8) / seconds / 1e6).toFixed(0)} Mbit/s`,
  });
  return usedBehind;
}

/** With the panel's own handshakes, of which WireGuard's is one of Noise. */
async function lookedAt({ panel, server, findings, say }) {
  say('Waiting for the panel to look at every inbound …');
  const inbounds = await until('the panel has made a handshake with every inbound', async () => {
    const { health } = (await panel.ask(healthQuery, { id: server.id })).server;
    const reached = health?.inbounds.filter(({ reachable }) => reachable) ?? [];
    return reached.length === server.inbounds.length && reached;
  });
  findings.push({
    what: 'the panel makes a handshake with every inbound',
    isWell: true,
    detail: inbounds.map(({ latencyMs }) => `${latencyMs} ms`).join(', '),
  });
}

async function exhaust({ panel, nodesDatabase, server, target, bytes, ports, findings, userId, say }, used) {
  const allowance = Math.floor(bytes / 5);
  const [inbound] = server.inbounds;
  say(`Leaving the user ${allowance / megabyte} MB, and asking for more …`);
  const update = 'mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id revision } }';
  const { updateUser } = await panel.ask(update, { id: userId, input: { limitBytes: String(used + allowance) } });
  await until('the engine knows of the limit', () => enginesKnow(nodesDatabase, updateUser));
  const before = target.counted();
  const socket = await throughSocks(ports.get(inbound.tag), target.address, target.port);
  const got = await download(socket, bytes, 5_000);
  socket.destroy();
  const total = await settled(panel, userId, used + 1);
  findings.push({
    what: 'the connection is cut where the quota ends',
    isWell: got > 0 && got <= allowance && total <= used + allowance,
    detail: `${got} B of ${allowance} B allowed came through (${bytes} B asked for), overrun ${Math.max(0, total - used - allowance)} B`,
  });
  const again = await throughSocks(ports.get(inbound.tag), target.address, target.port)
    .then((next) => download(next, bytes, 3_000).finally(() => next.destroy()))
    .catch(() => 0);
  const final = await settled(panel, userId);
  const after = target.counted();
  findings.push({
    what: 'and it stays cut',
    isWell: got + again <= allowance && final <= used + allowance,
    detail: `${again} B more at the second attempt; the panel has ${final} B of ${used + allowance} B; the target saw ${after.connections - before.connections} connections`,
  });
}

/** What the panel says was used, when it does not grow any more. */
async function settled(panel, id, atLeast = 0) {
  const deadline = performance.now() + settleMs;
  let last = -1;
  for (let same = 0; same < 3 && performance.now() < deadline;) {
    const { user } = await panel.ask('query ($id: ID!) { user(id: $id) { usedBytes } }', { id });
    const used = Number(user.usedBytes);
    same = used === last && used >= atLeast ? same + 1 : 0;
    last = used;
    await new Promise((done) => setTimeout(done, 700));
  }
  return last;
}

async function until(what, attempt) {
  const deadline = performance.now() + patienceMs;
  for (let failure; ;) {
    const found = await attempt().catch((error) => void (failure = error));
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`, { cause: failure });
    await new Promise((done) => setTimeout(done, 100));
  }
}
