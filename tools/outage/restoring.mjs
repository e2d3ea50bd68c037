import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { books } from './books.mjs';
import { Customer } from './customer.mjs';
import { isServed, makeUser, patiently, startClient } from './stage.mjs';

const customerCount = 2;
const servedWithinMs = 30_000;
const changeCount = 1_000;

/**
 * Sets the panel back to an archive while customers are served, after a thousand changes: the node takes what the archive
 * says, and nobody is stuck with a credential that was withdrawn or missing.
 *
 * @param {object} stage by `withStage`
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function restoring(stage) {
  const { panel, owner } = stage;
  const users = [];
  for (let nth = 0; nth < customerCount; nth++) users.push(await makeUser(stage, `customer-${nth}`));
  const deleted = await makeUser(stage, 'deleted-later');
  const client = await startClient(stage, [...users, deleted]);
  const clients = [client];
  const customers = [];
  try {
    for (const port of client.proxyPorts) await patiently('the first users are served', () => isServed(stage, port));
    customers.push(...users.map((_, nth) => new Customer(client.proxyPorts[nth], stage.target)));
    await Promise.all(customers.map((customer) => customer.isServed(servedWithinMs)));
    const archive = await archived(stage);

    const newcomer = await makeUser(stage, 'made-later');
    await owner.ask('mutation ($id: ID!) { deleteUser(id: $id) }', { id: deleted.id });
    const changes = await change(stage);
    const late = await startClient(stage, [newcomer]);
    clients.push(late);
    const [newcomerPort, deletedPort] = [late.proxyPorts[0], client.proxyPorts[customerCount]];
    await patiently('the newcomer is served', () => isServed(stage, newcomerPort));
    await patiently('the deleted one is not', async () => !(await isServed(stage, deletedPort)));

    await panel.setBackTo(archive);
    await Promise.all(customers.map((customer) => customer.isServed(servedWithinMs)));
    const returned = await isSoon(() => isServed(stage, deletedPort));
    const gone = await isSoon(async () => !(await isServed(stage, newcomerPort)));
    await Promise.all(customers.map((customer) => customer.leave()));
    return [
      {
        what: `an archive restored after ${changes} changes ends no connection`,
        isWell: customers.every(({ breaks }) => breaks === 0),
        detail: `${customers.map(({ breaks }) => breaks).join(', ')} broke`,
      },
      {
        what: 'the node takes what the archive says',
        isWell: returned && gone,
        detail: `who was deleted since is ${returned ? 'served' : 'refused'}, who was made since is ${gone ? 'refused' : 'served'}`,
      },
      await books(stage, users, customers),
    ];
  } finally {
    for (const customer of customers) void customer.leave();
    for (const each of clients) await each.stop();
  }
}

/** Makes an archive, and keeps a copy where a restore does not reach. */
async function archived({ panel, owner }) {
  const fields = 'id state fileName';
  const { backupDatabase } = await owner.ask(`mutation { backupDatabase { ${fields} } }`);
  const { fileName } = await patiently('the archive is made', async () => {
    const query = `query ($id: ID!) { backup(id: $id) { ${fields} } }`;
    const { backup } = await owner.ask(query, { id: backupDatabase.id });
    return backup.state === 'DONE' && backup;
  });
  const copy = join(panel.home, '..', fileName);
  copyFileSync(join(panel.home, 'backups', fileName), copy);
  return copy;
}

/** Makes half as many users and disables them. */
async function change({ owner, groupId }) {
  const count = changeCount / 2;
  const input = { pattern: 'many-{n}', count, template: { groupIds: [groupId] } };
  const made = await owner.ask(
    'mutation ($input: BulkCreateUsersInput!) { createUsers(input: $input) { job { id } } }',
    { input },
  );
  await finished(owner, made.createUsers.job.id);
  const disabled = await owner.ask(
    'mutation { setUsersEnabled(filter: { search: "many" }, enabled: false) { matched job { id } } }',
  );
  await finished(owner, disabled.setUsersEnabled.job.id);
  return count + disabled.setUsersEnabled.matched;
}

function finished(owner, id) {
  return patiently('the job is done', async () => {
    const { job } = await owner.ask('query ($id: ID!) { job(id: $id) { state } }', { id });
    return job.state === 'DONE';
  });
}

async function isSoon(attempt) {
  return patiently('it is so', attempt, servedWithinMs).catch(() => false);
}
