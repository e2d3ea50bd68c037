import { download, throughSocks } from '../demo/socks.mjs';
import { enginesKnow } from '../demo/told.mjs';
import { books } from './books.mjs';
import { Customer } from './customer.mjs';
import { isServed, makeUser, patiently, startClient } from './stage.mjs';

const servedWithinMs = 30_000;
const limitBytes = 1_000_000;
const soonMs = 6_000;

/**
 * The panel goes, and the server is started anew: agent and engine have nothing but their disk. They serve, hold users to
 * their ends and limits, and count; the panel hears of it when it is back.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function alone(stage) {
  const { panel, node, owner } = stage;
  const [stays, limited, ends] = [
    await makeUser(stage, 'stays-alone'),
    await makeUser(stage, 'limited-alone'),
    await makeUser(stage, 'ends-alone'),
  ];
  const limit = await change(owner, limited, { limitBytes: String(limitBytes) });
  await patiently('the node knows the limit', () => enginesKnow(panel.nodesDatabase, limit));
  const client = await startClient(stage, [limited, stays, ends]);
  const [limitedPort, staysPort, endsPort] = client.proxyPorts;
  let customer;
  try {
    for (const port of client.proxyPorts) await patiently('they are served', () => isServed(stage, port));
    customer = new Customer(staysPort, stage.target);
    await customer.isServed(servedWithinMs);
    const endsAt = await leftAlone(stage, ends);
    await node.killAgent();
    node.killEngine();
    node.run();
    await customer.isServed(servedWithinMs);
    await patiently('who has a limit is served', () => isServed(stage, limitedPort));
    const drawn = (await draw(stage, limitedPort)) + (await draw(stage, limitedPort));
    const ended = await patiently('the time of one is over', async () => !(await isServed(stage, endsPort)));
    const endedMs = Date.now() - endsAt;
    await customer.isServed(servedWithinMs);
    await customer.leave();
    await panel.goOn();
    return [
      {
        what: 'a server that is started anew without the panel serves, and holds users to their ends',
        isWell: ended && endedMs >= 0,
        detail: `who stays is served; whose time was over is not, seen ${endedMs} ms behind its end`,
      },
      {
        what: 'and to their limits',
        isWell: drawn > 0 && drawn <= limitBytes,
        detail: `${drawn} B of ${limitBytes} B came through`,
      },
      await books(stage, [stays, limited], [customer, { bytes: drawn, breaks: 0 }]),
    ];
  } finally {
    void customer?.leave();
    await client.stop();
  }
}

/** Asks for more than the limit. @returns how much came */
async function draw({ target }, proxyPort) {
  const socket = await throughSocks(proxyPort, target.address, target.port).catch(() => undefined);
  return socket ? download(socket, 2 * limitBytes).finally(() => socket.destroy()) : 0;
}

/** The panel tells the node when a user's time is over, and is gone before that. */
async function leftAlone({ panel, owner }, user) {
  for (let inMs = soonMs; ; inMs *= 2) {
    const endsAt = Date.now() + inMs;
    const changed = await change(owner, user, { expiresAt: new Date(endsAt) });
    await patiently('the node has heard of it', () => enginesKnow(panel.nodesDatabase, changed));
    if (Date.now() > endsAt) continue;
    await panel.halt();
    if (Date.now() < endsAt) return endsAt;
    await panel.goOn();
  }
}

async function change(owner, { id }, input) {
  const text = 'mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id revision } }';
  return (await owner.ask(text, { id, input })).updateUser;
}
