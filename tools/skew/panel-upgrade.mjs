import { books } from '../outage/books.mjs';
import { Customer } from '../outage/customer.mjs';
import { isServed, makeUser, patiently, startClient } from '../outage/stage.mjs';

const servedWithinMs = 30_000;

/**
 * Another panel in the place of the one that runs, on its databases: customers do not notice, and what was decided before it
 * and behind it holds.
 *
 * @param {object} stage by `withStage`
 * @param {readonly string[]} program of the other panel
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function upgradePanel(stage, program) {
  const { owner, panel } = stage;
  const [user, leaver] = [await makeUser(stage, 'of-before'), await makeUser(stage, 'leaves-behind')];
  const client = await startClient(stage, [user, leaver]);
  const [userPort, leaverPort] = client.proxyPorts;
  let customer;
  try {
    for (const port of client.proxyPorts) await patiently('the users are served', () => isServed(stage, port));
    customer = new Customer(userPort, stage.target);
    await customer.isServed(servedWithinMs);
    await panel.halt();
    await customer.isServed(servedWithinMs);
    await panel.goOn(program);
    await owner.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: leaver.id });
    await patiently('who is disabled is not served', async () => !(await isServed(stage, leaverPort)));
    const late = await startClient(stage, [await makeUser(stage, 'of-now')]);
    await patiently('who is added is served', () => isServed(stage, late.proxyPorts[0])).finally(late.stop);
    await customer.isServed(servedWithinMs);
    await customer.leave();
    return [
      {
        what: 'a panel is upgraded, and its customers do not notice',
        isWell: customer.breaks === 0,
        detail: `${customer.breaks} connections broke; longest silence ${Math.round(customer.longestSilenceMs)} ms`,
      },
      await books(stage, [user], [customer]),
    ];
  } finally {
    void customer?.leave();
    await client.stop();
  }
}
