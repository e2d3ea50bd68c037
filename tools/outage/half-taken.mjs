import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { freePort } from '../shapes/places.mjs';
import { apart, doorOf } from './door.mjs';
import { patiently } from './stage.mjs';

/** Starts a node of which one instance finds its port taken. In the end it serves, at another one. */
export async function refusedAtFirst(stage, place) {
  const { doors, node } = place;
  const taken = createServer().listen(doors.edge.port, '127.0.0.1');
  try {
    await once(taken, 'listening');
    node.run();
    const problem = await patiently('it is refused', async () => (await machineOf(stage, place)).problem);
    const isNowhere = !(await isOpen(doors.main.port));
    doors.edge.port = await freePort();
    await configure(stage, place);
    await patiently('nothing is wrong any more', () => isApplied(stage, place));
    return {
      what: 'a node of which one instance refuses its first configuration serves nothing of it',
      isWell: problem.startsWith(`inbound_refused: ${doors.edge.id}: `) && isNowhere,
      detail: `the inbound of the other is ${isNowhere ? 'closed' : 'open'}`,
    };
  } finally {
    taken.close();
  }
}

/**
 * Both instances are to open one inbound more, of which one finds its port taken.
 *
 * @param {() => Promise<boolean>} isServed whether what was open goes on, and what was served is served anew
 */
export async function refusedByOne(stage, place, isServed) {
  const free = await freePort();
  const taken = createServer().listen(0, '127.0.0.1');
  try {
    await once(taken, 'listening');
    await configure(stage, place, { main: free, edge: taken.address().port });
    const problem = await patiently('it is refused', async () => (await machineOf(stage, place)).problem);
    const isNowhere = !(await isOpen(free));
    const id = await idOf(stage, doorOf('edge-more').tag);
    const isKept = await isServed();
    await configure(stage, place);
    await patiently('nothing is wrong any more', () => isApplied(stage, place));
    return {
      what: 'what one of two instances refuses is on none: the inbound is named, and all that was served goes on',
      isWell: problem.startsWith(`inbound_refused: ${id}: `) && isNowhere && isKept,
      detail: `${problem}; the inbound of the other is ${isNowhere ? 'closed' : 'open'}; ${isKept ? 'all' : 'not all'} is served`,
    };
  } finally {
    taken.close();
  }
}

/** The agent is killed when one instance has taken a configuration and the other has not. */
export async function agentKilledBetween(stage, place, isServed) {
  const { node } = place;
  const edgePid = node.enginePid(apart);
  process.kill(edgePid, 'SIGSTOP');
  let ports;
  try {
    ports = await patiently('one instance has taken it', () => takenByMain(stage, place));
    await node.killAgent();
  } finally {
    process.kill(edgePid, 'SIGCONT');
  }
  const isHalf = !(await isOpen(ports.edge));
  node.run();
  await patiently('the other has taken it too', async () => (await isOpen(ports.edge)) && isApplied(stage, place));
  const isWell = isHalf && (await isOpen(ports.main)) && (await isServed());
  await configure(stage, place);
  await patiently('it is as it was', async () => !(await isOpen(ports.edge)) && isApplied(stage, place));
  return {
    what: 'an agent that dies between two instances leaves them to the next one, which brings both to the same',
    isWell,
    detail: `${isHalf ? 'one' : 'none'} of them had to be brought; both serve what the panel wants`,
  };
}

/** Undefined where the agent did not wait for the other instance for as long as it took to see this. */
async function takenByMain(stage, place) {
  const ports = { main: await freePort(), edge: await freePort() };
  await configure(stage, place, ports);
  const isRefused = async () => (await machineOf(stage, place)).problem !== '';
  await patiently('it is taken or refused', async () => (await isOpen(ports.main)) || isRefused());
  if (await isOpen(ports.main)) return ports;
  await configure(stage, place);
  await patiently('nothing is wrong any more', () => isApplied(stage, place));
  return undefined;
}

/** Has each instance serve what it does, and another inbound at these ports. */
async function configure({ owner }, { serverId, doors }, ports) {
  const text =
    'mutation ($serverId: ID!, $input: EditConfigurationInput!) { editConfiguration(serverId: $serverId, input: $input) { id } }';
  const more = ports ? [doorOf('main-more', ports.main), doorOf('edge-more', ports.edge, apart)] : [];
  const inbounds = [...Object.values(doors).map(({ id: _, ...door }) => door), ...more];
  await owner.ask(text, { serverId, input: { inbounds } });
}

async function machineOf({ owner }, { serverId }) {
  const text = 'query ($id: ID!) { server(id: $id) { machine { problem configurationApplied } } }';
  return (await owner.ask(text, { id: serverId })).server.machine;
}

async function isApplied(stage, place) {
  const { problem, configurationApplied } = await machineOf(stage, place);
  return problem === '' && configurationApplied;
}

async function idOf({ owner }, tag) {
  const { inbounds } = await owner.ask('{ inbounds { nodes { id tag } } }');
  return inbounds.nodes.find((one) => one.tag === tag).id;
}

async function isOpen(port) {
  const socket = connect({ host: '127.0.0.1', port });
  const isOpened = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isOpened;
}
