import { books } from '../outage/books.mjs';
import { Customer } from '../outage/customer.mjs';
import { isServed, makeUser, patiently, startClient } from '../outage/stage.mjs';

const servedWithinMs = 30_000;
const leastBytes = 4_000_000;

/**
 * What a node does for a panel every day, from enrolling on: users come, are served and counted, an inbound moves, a user
 * goes.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function service(stage) {
  const { owner, ports, serverId } = stage;
  const users = [await makeUser(stage, 'by-vless'), await makeUser(stage, 'by-shadowsocks')];
  const client = await startClient(stage, users);
  const customers = [];
  try {
    for (const port of client.proxyPorts) await patiently('the users are served', () => isServed(stage, port));
    customers.push(...client.proxyPorts.map((port) => new Customer(port, stage.target)));
    await patiently('they have got something', async () => customers.every(({ bytes }) => bytes > leastBytes));
    const added = await makeUser(stage, 'added');
    const late = await startClient(stage, [added]);
    const isAdded = await patiently('who is added is served', () => isServed(stage, late.proxyPorts[0]));
    await owner.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: added.id });
    await patiently('who is disabled is not', async () => !(await isServed(stage, late.proxyPorts[0])));
    await late.stop();
    const machine = await told(stage);
    await Promise.all(customers.map((customer) => customer.isServed(servedWithinMs)));
    await Promise.all(customers.map((customer) => customer.leave()));
    return [
      {
        what: 'the node serves, and takes changes without ending a connection',
        isWell: isAdded && customers.every(({ breaks }) => breaks === 0),
        detail: `${customers.map(({ breaks }) => breaks).join(', ')} connections broke, at ports ${Object.values(ports).join(', ')}`,
      },
      {
        what: 'the panel knows the node, which serves what it is to',
        isWell: machine.connected && machine.configurationApplied && machine.engineHealthy && machine.problem === '',
        detail: JSON.stringify({ serverId, ...machine }),
      },
      await books(stage, users, customers),
    ];
  } finally {
    for (const customer of customers) void customer.leave();
    await client.stop();
  }
}

function told({ owner, serverId }) {
  const text = `query ($id: ID!) { server(id: $id) { machine {
    connected agentVersion engineVersion engineHealthy configurationApplied problem users } } }`;
  return patiently('the node tells of itself', async () => {
    const { machine } = (await owner.ask(text, { id: serverId })).server;
    return machine?.connected && machine.users >= 2 && machine;
  });
}
