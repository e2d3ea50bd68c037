import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { query } from '../restore/installation.mjs';
import { freePort, temporaryFolder } from '../shapes/places.mjs';
import { apart, doorOf } from './door.mjs';
import { agentKilledBetween, refusedAtFirst, refusedByOne } from './half-taken.mjs';
import { Node } from './node.mjs';
import { patiently } from './stage.mjs';
import { proofOf, visit } from './visit.mjs';

const addresses = ['127.2.0.1', '127.2.0.2', '127.2.0.3'];
const limitBytes = 1_000_000;
/** A request, and what it asks for. */
const visitBytes = 8 + 1;

/**
 * A node whose inbounds are divided over two engine processes: users have over both what they have over one, and what becomes
 * of one process is nothing to the connections of the other.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function instances(stage) {
  const place = await aDividedNode(stage);
  const open = [];
  try {
    const first = await refusedAtFirst(stage, place);
    const [counted, limited] = [
      await aUser(stage, place, { username: 'over-instances', addressLimit: 2 }),
      await aUser(stage, place, { username: 'drawn-over-instances', limitBytes: String(limitBytes) }),
    ];
    const come = async (door, from = addresses[0]) => {
      const socket = await visit(stage, door, counted.proof, from);
      if (!socket) return undefined;
      counted.bytes += visitBytes;
      open.push(socket);
      return socket;
    };
    const { main, edge } = place.doors;
    const atMain = await patiently('the main instance serves', () => come(main));
    const atEdge = await patiently('the other instance serves', () => come(edge, addresses[1]));
    const turnedAway = [await come(main, addresses[2]), await come(edge, addresses[2])].filter((socket) => !socket);
    const drawn = await drawOverBoth(stage, place, limited);
    const found = [
      first,
      {
        what: 'a user has as many addresses as allowed on all instances of a node together',
        isWell: turnedAway.length === 2,
        detail: `the third was refused by ${turnedAway.length} of 2`,
      },
      {
        what: 'and as many bytes, drawn from both at once',
        isWell: drawn <= limitBytes && drawn > limitBytes / 2,
        detail: `${drawn} B of ${limitBytes} B came through`,
      },
      await refusedByOne(stage, place, async () => {
        const kept = [await answers(atMain, counted), await answers(atEdge, counted)];
        const anew = [await come(main), await come(edge, addresses[1])];
        return [...kept, ...anew].every(Boolean);
      }),
      await killed(place, { atMain, come, counted }),
      await agentKilled(place, { atMain, counted }),
    ];
    found.push(await exactBooks(stage, [counted, { ...limited, bytes: drawn }]));
    // Nobody changes any more, which a process that is stopped would not hear of.
    found.push(await agentKilledBetween(stage, place, () => answers(atMain, counted)));
    for (const socket of open) socket.destroy(); // the instance waits for its last connection
    found.push(await putTogether(stage, place, () => come(edge)));
    return found;
  } finally {
    for (const socket of open) socket.destroy();
    await place.close();
  }
}

/** A server with a proxy in each of two instances, and its node enrolled. */
async function aDividedNode({ owner, panel }) {
  const server = 'mutation ($input: CreateServerInput!) { createServer(input: $input) { id } }';
  const given = { name: 'divided', state: 'ACTIVE', addresses: ['127.0.0.1'] };
  const serverId = (await owner.ask(server, { input: given })).createServer.id;
  await query(panel.nodesDatabase, 'INSERT INTO node (server_id, reaches_private) VALUES ($1, true)', [serverId]);
  const doors = {};
  for (const [name, instance] of [
    ['main', undefined],
    ['edge', apart],
  ]) {
    const input = doorOf(name, await freePort(), instance);
    const text = 'mutation ($input: CreateInboundInput!) { createInbound(input: $input) { id } }';
    const { createInbound } = await owner.ask(text, { input: { serverId, ...input } });
    doors[name] = { ...input, id: createInbound.id };
  }
  const group = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
  const inboundIds = Object.values(doors).map(({ id }) => id);
  const { createGroup } = await patiently('core knows the inbounds', () =>
    owner.ask(group, { input: { name: 'divided', inboundIds } }),
  );
  const enrolment = 'mutation ($serverId: ID!) { createEnrolmentToken(serverId: $serverId) { token } }';
  const { createEnrolmentToken } = await owner.ask(enrolment, { serverId });
  const folder = temporaryFolder('divided');
  const node = new Node(folder.path);
  await node.enrol(`127.0.0.1:${panel.agentPort}`, createEnrolmentToken.token);
  return { serverId, doors, groupId: createGroup.id, node, close: () => node.stop().finally(() => folder.remove()) };
}

async function aUser({ owner }, { groupId }, given) {
  const text = `mutation ($input: CreateUserInput!) { createUser(input: $input) { id devices { credentials { httpUsername httpPassword } } } }`;
  const { createUser } = await owner.ask(text, { input: { ...given, groupIds: [groupId] } });
  return { id: createUser.id, proof: proofOf(createUser.devices[0]), bytes: 0 };
}

/** Asks both instances at once for more than the limit. @returns how much went through, both ways */
async function drawOverBoth(stage, { doors }, { proof }) {
  const sockets = [];
  for (const door of Object.values(doors))
    sockets.push(await patiently('who has a limit is served', () => visit(stage, door, proof, addresses[0])));
  const drawn = await Promise.all(
    sockets.map(async (socket) => {
      let bytes = visitBytes + 8;
      socket.on('data', (some) => (bytes += some.length));
      const closed = once(socket, 'close');
      socket.write(requestOf(2 * limitBytes));
      await closed;
      return bytes;
    }),
  );
  return drawn.reduce((sum, bytes) => sum + bytes, 0);
}

/** One instance is killed: it serves again, and the other has not noticed. */
async function killed({ node, doors }, { atMain, come, counted }) {
  const before = node.enginePid();
  const at = performance.now();
  node.killEngine(apart);
  await patiently('the killed instance serves again', () => come(doors.edge));
  const againMs = Math.round(performance.now() - at);
  const isKept = await answers(atMain, counted);
  return {
    what: 'an instance that is killed serves again, and takes nobody else’s connection with it',
    isWell: isKept && node.enginePid() === before,
    detail: `it served again after ${againMs} ms; the connection to the other ${isKept ? 'goes on' : 'is broken'}`,
  };
}

/** Another agent finds both as they are. */
async function agentKilled({ node }, { atMain, counted }) {
  const before = [node.enginePid(), node.enginePid(apart)];
  await node.killAgent();
  node.run();
  await patiently('the next agent has found them', async () => {
    const { pid, panel, instances: found } = JSON.parse(readFileSync(join(node.home, 'status.json'), 'utf8'));
    return pid === node.agentPid && panel === 'connected' && found.every((one) => one.endsWith(' healthy'));
  });
  const isKept = await answers(atMain, counted);
  const lives = before.every((pid) => existsSync(`/proc/${pid}`));
  return {
    what: 'another agent leaves both instances alone',
    isWell: isKept && lives && node.enginePid() === before[0] && node.enginePid(apart) === before[1],
    detail: `processes ${before.join(' and ')} go on`,
  };
}

/** The inbound goes to the main instance: the other ends, and nothing of it stays but what it counted. */
async function putTogether({ owner }, { node, doors }, comes) {
  const pid = node.enginePid(apart);
  const text =
    'mutation ($id: ID!, $input: UpdateInboundInput!) { updateInbound(id: $id, input: $input) { instance } }';
  const { updateInbound } = await owner.ask(text, { id: doors.edge.id, input: { instance: '' } });
  const ended = await patiently('the instance has ended', async () => !existsSync(`/proc/${pid}`));
  await patiently('the main instance serves its inbound', comes);
  const left = () => readdirSync(node.home).filter((name) => name.startsWith(`engine-${apart}.`));
  await patiently('its files are gone', async () => left().length === 0);
  return {
    what: 'an instance of which no inbound is left ends, and the main one serves in its place',
    isWell: ended && updateInbound.instance === null,
    detail: `process ${pid} has ended`,
  };
}

/** Nothing was on its way when the instance was killed, so nothing is missing. */
async function exactBooks({ owner }, users) {
  const text = 'query ($id: ID!) { user(id: $id) { usedBytes } }';
  const differences = () =>
    Promise.all(users.map(async ({ id, bytes }) => Number((await owner.ask(text, { id })).user.usedBytes) - bytes));
  const agree = async () => (await differences()).every((bytes) => bytes === 0);
  const isWell = await patiently('the books agree', agree).catch(() => false);
  return {
    what: 'the panel counts to the byte what went through both instances',
    isWell,
    detail: `${users.map(({ bytes }) => bytes).join(', ')} B; the panel ${(await differences()).join(', ')} B more`,
  };
}

function requestOf(bytes) {
  const request = Buffer.alloc(8);
  request.writeBigUInt64BE(BigInt(bytes));
  return request;
}

/** Whether a connection that is open still carries something. */
async function answers(socket, counted) {
  const came = once(socket, 'data').then(
    () => true,
    () => false,
  );
  const closed = once(socket, 'close').then(() => false);
  socket.write(requestOf(1));
  const isServed = await Promise.race([came, closed]);
  if (isServed) counted.bytes += visitBytes;
  return isServed;
}
