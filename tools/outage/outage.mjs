import { setTimeout as pause } from 'node:timers/promises';
import { books } from './books.mjs';
import { Customer } from './customer.mjs';
import { faultsOf, randomFrom, strikeAll } from './faults.mjs';
import { isServed, makeUser, patiently, startClient } from './stage.mjs';

const customerCount = 4;
const servedWithinMs = 30_000;
const betweenChangesMs = 250;
const askedAtOnce = 25;

/**
 * Takes away one part of the panel and the node after the other while customers are served and the owner goes on
 * working, and compares the books afterwards.
 *
 * @param {object} stage by `withStage`
 * @param {{ seed: number, durationMs: number, mostMs: number, say: (line: string) => void }} options
 * @returns {Promise<{ what: string, isWell: boolean, detail: string }[]>}
 */
export async function outage(stage, { seed, durationMs, mostMs, say }) {
  const faults = faultsOf(stage);
  const users = [];
  for (let nth = 0; nth < customerCount; nth++) users.push(await makeUser(stage, `customer-${nth}`));
  const client = await startClient(stage, users);
  for (const port of client.proxyPorts) await patiently('the first users are served', () => isServed(stage, port));
  const customers = client.proxyPorts.map((port) => new Customer(port, stage.target));
  await Promise.all(customers.map((customer) => customer.isServed(servedWithinMs)));
  const clerk = startClerk(stage);
  let struck;
  try {
    struck = await strikeAll(faults, {
      ...{ random: randomFrom(seed), durationMs, mostMs, say },
      after: () => Promise.all(customers.map((customer) => customer.isServed(servedWithinMs))),
      afterRound: () => clerk.goesOn(),
    });
    await Promise.all(customers.map((customer) => customer.leave()));
    const made = await clerk.stop();
    await stage.panel.isWell();
    return [
      connections(customers, faults, struck),
      await books(stage, users, customers),
      ...(await changes(stage, made)),
    ];
  } finally {
    await clerk.stop().catch(() => undefined);
    for (const customer of customers) void customer.leave();
    await client.stop();
  }
}

/** The owner makes users all the time, and disables every other one. */
function startClerk(stage) {
  const disable = 'mutation ($id: ID!) { disableUser(id: $id) { id } }';
  const made = { enabled: [], disabled: [] };
  let isOver = false;
  const work = (async () => {
    for (let nth = 0; !isOver; nth++) {
      const user = await makeUser(stage, `made-${nth}`);
      if (nth % 2 === 0) made.enabled.push(user);
      else {
        await stage.owner.ask(disable, { id: user.id });
        made.disabled.push(user);
      }
      await pause(betweenChangesMs);
    }
    return made;
  })();
  work.catch(() => undefined); // heard of when it is waited for
  const count = () => made.enabled.length + made.disabled.length;
  return {
    async goesOn() {
      const before = count();
      await patiently('the owner is answered again', async () => count() > before);
    },
    stop: () => ((isOver = true), work),
  };
}

function connections(customers, faults, struck) {
  const excused = Object.entries(struck).reduce((sum, [name, times]) => sum + (faults[name].breaks ? times : 0), 0);
  const breaks = customers.map((customer) => customer.breaks);
  const silence = Math.round(Math.max(...customers.map((customer) => customer.longestSilenceMs)));
  const total = Object.values(struck).reduce((sum, times) => sum + times, 0);
  return {
    what: 'no connection ends but by the death of the engine',
    isWell: breaks.every((count) => count <= excused),
    detail: `${total} faults, ${excused} of them of the engine; ${breaks.join(', ')} connections broke; longest silence ${silence} ms`,
  };
}

/** Everybody who was made is there once and connects; nobody who was disabled does. */
async function changes(stage, { enabled, disabled }) {
  const all = [...enabled, ...disabled];
  const { users } = await stage.owner.ask('{ users(page: { first: 1 }) { totalCount } }');
  const client = await startClient(stage, all);
  try {
    const served = (user) => isServed(stage, client.proxyPorts[all.indexOf(user)]);
    const soon = (user) => patiently('they connect', () => served(user), servedWithinMs).catch(() => false);
    const missing = await those(enabled, async (user) => !(await soon(user)));
    const stuck = await those(disabled, served);
    return [
      {
        what: 'what the owner was answered has been done, and once',
        isWell: users.totalCount === all.length + customerCount,
        detail: `${all.length + customerCount} users made, ${users.totalCount} found`,
      },
      {
        what: 'everybody is served who should be, and nobody else',
        isWell: missing.length === 0 && stuck.length === 0 && all.length > 0,
        detail: `${missing.length} of ${enabled.length} are refused; ${stuck.length} of ${disabled.length} disabled ones are served`,
      },
    ];
  } finally {
    await client.stop();
  }
}

/** Those of whom it is so, asked some at a time. */
async function those(users, isSo) {
  const [found, left] = [[], [...users]];
  const ask = async () => {
    for (let user = left.pop(); user; user = left.pop()) if (await isSo(user)) found.push(user);
  };
  await Promise.all(Array.from({ length: askedAtOnce }, ask));
  return found;
}
