import { connect } from 'node:net';
import { query } from '../restore/installation.mjs';
import { freePort, temporaryFolder } from '../shapes/places.mjs';
import { Node } from './node.mjs';
import { patiently } from './stage.mjs';

const [home, office, cafe] = ['127.1.0.1', '127.1.0.2', '127.1.0.3'];

/**
 * A user who may have two addresses, on the engines of two servers: the third is refused by each, and let in by one of them
 * when an address has left the other.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function slots(stage) {
  const nodes = [await aNode(stage, 'slots-one'), await aNode(stage, 'slots-two')];
  const open = [];
  try {
    const visit = await aVisitor(stage, nodes);
    const come = async (nth, from) => {
      const socket = await visit(nth, from);
      if (socket) open.push(socket);
      return socket;
    };
    const [first] = await both([
      patiently('the first address is let in', () => come(0, home)),
      patiently('the second address is let in', () => come(1, office)),
    ]);
    const third = [await come(0, cafe), await come(1, cafe)];
    const again = await come(1, home); // it is on the other server too
    first.destroy();
    again?.destroy();
    await patiently('the third is let in when one has left', () => come(1, cafe));
    const back = await come(0, home);
    return [
      {
        what: 'a user has as many addresses as allowed on all servers together',
        isWell: third.every((socket) => !socket) && !back,
        detail: `the third address was refused by ${third.filter((socket) => !socket).length} of 2 servers, and let in when one had left the other`,
      },
    ];
  } finally {
    for (const socket of open) socket.destroy();
    for (const node of nodes) await node.close();
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

/** A user of both, and a way to come in by one of them from an address: the connection, or undefined where it is refused. */
async function aVisitor({ owner, target }, nodes) {
  const group = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
  const inboundIds = nodes.map(({ inboundId }) => inboundId);
  const { createGroup } = await patiently('core knows the inbounds', () =>
    owner.ask(group, { input: { name: 'slots', inboundIds } }),
  );
  const { createUser } = await owner.ask(
    `mutation ($input: CreateUserInput!) { createUser(input: $input) { devices { credentials { httpUsername httpPassword } } } }`,
    { input: { username: 'slots', groupIds: [createGroup.id], addressLimit: 2 } },
  );
  const { httpUsername, httpPassword } = createUser.devices[0].credentials;
  const proof = Buffer.from(`${httpUsername}:${httpPassword}`).toString('base64');
  const to = `${target.address}:${target.port}`;
  return async (nth, localAddress) => {
    const socket = connect({ host: '127.0.0.1', port: nodes[nth].port, localAddress });
    socket.on('error', () => undefined);
    const closed = new Promise((done) => socket.once('close', done));
    socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\nProxy-Authorization: Basic ${proof}\r\n\r\n`);
    const answer = await firstOf(socket, closed);
    // The proxy answers before it asks whether the user may come: what tells is whether the target does.
    if (!answer || !/^HTTP\/1\.. 200/.test(answer.toString('latin1'))) return void socket.destroy();
    const request = Buffer.alloc(8);
    request.writeBigUInt64BE(1n);
    socket.write(request);
    return (await firstOf(socket, closed)) ? socket : void socket.destroy();
  };
}

/** What comes first, or undefined where the connection ends before: who is refused may find it reset. */
function firstOf(socket, closed) {
  const came = new Promise((done) => socket.once('data', done));
  return Promise.race([came, closed.then(() => undefined)]);
}
