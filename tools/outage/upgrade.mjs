import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { books } from './books.mjs';
import { Customer } from './customer.mjs';
import { isServed, makeUser, patiently, startClient } from './stage.mjs';

const servedWithinMs = 30_000;

/**
 * Another engine in the place of the one that runs, while a customer is served; the agent is killed as soon as it has started
 * it. The connection that is open goes on in the old process, new ones are the new one's, and the old one ends with its last.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function upgrade(stage) {
  const { node, ports } = stage;
  const user = await makeUser(stage, 'upgraded');
  // Two clients, both by the first kind of inbound.
  const [client, late] = [await startClient(stage, [user]), await startClient(stage, [user])];
  const customers = [];
  const come = async ({ proxyPorts: [proxyPort] }) => {
    await patiently('the user is served', () => isServed(stage, proxyPort));
    const customer = new Customer(proxyPort, stage.target);
    customers.push(customer);
    await customer.isServed(servedWithinMs);
    return customer;
  };
  try {
    const early = await come(client);
    const before = node.enginePid();
    node.putEngine();
    await patiently('the agent has started the next engine', async () => node.enginePid() !== before);
    await node.killAgent();
    node.run();
    const after = node.enginePid();
    await patiently('the old engine has handed over', async () => /draining/.test(node.engineLog()));
    // At once: the old engine waits for its last connection for half a minute and no longer.
    await early.isServed(servedWithinMs);
    const kept = connectionsOf(before, ports.vless);
    await early.leave();
    await come(late);
    const taken = connectionsOf(after, ports.vless);
    const ended = await patiently('the old engine ends', async () => !existsSync(`/proc/${before}`), servedWithinMs);
    await Promise.all(customers.map((customer) => customer.leave()));
    return [
      {
        what: 'an engine is upgraded under a connection that is open, and the agent killed meanwhile',
        isWell: customers.every(({ breaks }) => breaks === 0) && kept > 0 && taken > 0,
        detail: `${customers.map(({ breaks }) => breaks).join(', ')} broke; ${kept} goes on in the old one, ${taken} came to the new one`,
      },
      {
        what: 'the old engine ends with its last connection, and the next agent keeps the new one',
        isWell: ended && node.enginePid() === after && existsSync(`/proc/${after}`),
        detail: `the old one has ${ended ? 'ended' : 'not ended'}`,
      },
      await books(stage, [user], [{ bytes: sumOf(customers), breaks: 0 }]),
    ];
  } finally {
    for (const customer of customers) void customer.leave();
    await Promise.all([client.stop(), late.stop()]);
  }
}

function sumOf(customers) {
  return customers.reduce((sum, { bytes }) => sum + bytes, 0);
}

const established = '01';

/** How many connections to the port are a process's own. */
function connectionsOf(pid, port) {
  const own = new Set(linksOf(pid));
  const lines = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n').slice(1),
  );
  return lines.filter((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return Number.parseInt(local.split(':')[1], 16) === port && state === established && own.has(`socket:[${inode}]`);
  }).length;
}

function linksOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return (existsSync(folder) ? readdirSync(folder) : []).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return ''; // closed meanwhile
    }
  });
}
