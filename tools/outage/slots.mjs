import { query } from '../restore/installation.mjs';
import { freePort, temporaryFolder } from '../shapes/places.mjs';
import { Node } from './node.mjs';
import { patiently } from './stage.mjs';
import { proofOf, visit } from './visit.mjs';

const addresses = ['127.1.0.1', '127.1.0.2', '127.1.0.3'];

/**
 * A user who may have two addresses, and one who may have two devices, on the engines of two servers: the third is refused by
 * each, and let in by one of them when one has left the other.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function slots(stage) {
  const nodes = [await aNode(stage, 'slots-one'), await aNode(stage, 'slots-two')];
  try {
    const groupId = await aGroup(stage, nodes);
    const ofAddresses = await withAddresses(stage, groupId);
    const ofDevices = await withDevices(stage, groupId);
    return [
      await contend('addresses', (nth, { proof, from }) => visit(stage, nodes[nth], proof, from), ofAddresses),
      await contend('devices', (nth, proof) => visit(stage, nodes[nth], proof, addresses[0]), ofDevices),
    ];
  } finally {
    for (const node of nodes) await node.close();
  }
}

/** @param {(nth: number, who: object) => Promise<import('node:net').Socket | undefined>} come to a server */
async function contend(of, come, [first, second, third]) {
  const open = [];
  const comes = async (nth, who) => {
    const socket = await come(nth, who);
    if (socket) open.push(socket);
    return socket;
  };
  try {
    const [left] = await both([
      patiently('the first is let in', () => comes(0, first)),
      patiently('the second is let in', () => comes(1, second)),
    ]);
    const tries = [await comes(0, third), await comes(1, third)];
    const again = await comes(1, first); // it is on the other server too
    left.destroy();
    again?.destroy();
    await patiently('the third is let in when one has left', () => comes(1, third));
    const back = await comes(0, first);
    const refused = tries.filter((socket) => !socket).length;
    return {
      what: `a user has as many ${of} as allowed on all servers together`,
      isWell: refused === tries.length && !back,
      detail: `the third was refused by ${refused} of 2 servers, and let in when one had left the other`,
    };
  } finally {
    for (const socket of open) socket.destroy();
  }
}

const both = (all) => Promise.all(all);

/** A server with a proxy that asks for a name and a password, and its node running. */
async function aNode({ owner, panel }, name) {
  const server = 'mutation ($input: CreateServerInput!) { createServer(input: $input) { id } }';
  const { createServer } = await owner.ask(server, { input: { name, state: 'ACTIVE', addresses: ['127.0.0.1'] } });
  await query(panel.nodesDatabase, 'INSERT INTO node (server_id, reaches_private) VALUES ($1, true)', [
    createServer.id,
  ]);
  const port = await freePort();
  const input = { serverId: createServer.id, tag: name, listen: '127.0.0.1', port, protocol: 'HTTP', settings: {} };
  const inbound = 'mutation ($input: CreateInboundInput!) { createInbound(input: $input) { id } }';
  const { createInbound } = await owner.ask(inbound, { input });
  const enrolment = 'mutation ($serverId: ID!) { createEnrolmentToken(serverId: $serverId) { token } }';
  const { createEnrolmentToken } = await owner.ask(enrolment, { serverId: createServer.id });
  const folder = temporaryFolder(name);
  const node = new Node(folder.path);
  await node.enrol(`127.0.0.1:${panel.agentPort}`, createEnrolmentToken.token);
  node.run();
  const close = () => node.stop().finally(() => folder.remove());
  return { inboundId: createInbound.id, port, close };
}

async function aGroup({ owner }, nodes) {
  const group = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
  const inboundIds = nodes.map(({ inboundId }) => inboundId);
  const { createGroup } = await patiently('core knows the inbounds', () =>
    owner.ask(group, { input: { name: 'slots', inboundIds } }),
  );
  return createGroup.id;
}

/** One device, from three addresses, of which two are allowed. */
async function withAddresses({ owner }, groupId) {
  const { createUser } = await owner.ask(
    `mutation ($input: CreateUserInput!) { createUser(input: $input) { devices { credentials { httpUsername httpPassword } } } }`,
    { input: { username: 'addresses', groupIds: [groupId], addressLimit: 2 } },
  );
  const proof = proofOf(createUser.devices[0]);
  return addresses.map((from) => ({ proof, from }));
}

/** Two devices that fetch their link, and the one of clients that say nothing of themselves: two of them are allowed. */
async function withDevices({ owner, panel }, groupId) {
  const { createUser } = await owner.ask('mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }', {
    input: { username: 'devices', groupIds: [groupId], deviceLimit: 2 },
  });
  const { id } = createUser;
  const { subscriptionLink } = await owner.ask('query ($id: ID!) { subscriptionLink(userId: $id) { url } }', { id });
  const { pathname } = new URL(subscriptionLink.url);
  return patiently('the devices are known', async () => {
    for (const hwid of ['phone', 'laptop']) {
      const answer = await fetch(`${panel.url}${pathname}?format=xray`, { headers: { 'x-hwid': `slots-${hwid}` } });
      await answer.arrayBuffer();
    }
    const text = 'query ($id: ID!) { user(id: $id) { devices { kind credentials { httpUsername httpPassword } } } }';
    const { user } = await owner.ask(text, { id });
    const named = user.devices.filter(({ kind }) => kind === 'HWID');
    const silent = user.devices.filter(({ kind }) => kind === 'DEFAULT');
    return named.length === 2 && [...named, ...silent].map(proofOf);
  });
}
