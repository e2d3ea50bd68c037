import { setTimeout as pause } from 'node:timers/promises';
import { reportAndExit, Stop } from '../dev/stop.mjs';
import { readArguments } from '../process/arguments.mjs';
import { Panel } from './panel.mjs';
import { makeMachines, settled } from './machines.mjs';
import { usersAsCsv } from './people.mjs';
import { canReport, sendReports } from './usage-reports.mjs';
import { trafficOf } from './traffic.mjs';

const usage = `
npm run seed -- [number of users] --password <password> [options]

Fills a running panel through its own API: tenants of resellers, accounts of each role, servers in several regions with
their inbounds and hosts, groups, and users with names in many scripts, limits, ends, holds, notes, tags and devices.
1,000 users when no number is given. Where the panel's folder is on this machine it also gets a month of traffic.

  --url <address>        the panel (http://localhost:8080)
  --username <name>      who signs in (admin)
  --password <password>  its password
  --home <folder>        the panel's folder ($VORTEX_HOME, or .vortex); traffic comes in over the socket in there
  --seed <number>        the same number makes the same users (1)
  --yes, -y              also where there are users already
  --help, -h             this text
`;

/** By name, which of all servers they get: a group of friends needs fewer than one that pays for all. */
const groups = [
  { name: 'Basic', servers: 3, isDefault: true },
  { name: 'Premium', servers: 8, isDefault: false },
  { name: 'Family', servers: 5, isDefault: false },
  { name: 'Trial', servers: 1, isDefault: false },
  { name: 'Staff', servers: 8, isDefault: false },
];
const groupNames = groups.map(({ name }) => name);
const resellers = [
  { slug: 'north-star', name: 'North Star', zone: 'Europe/Berlin', share: 0.15 },
  { slug: 'lotus', name: 'Lotus 莲花', zone: 'Asia/Shanghai', share: 0.05 },
];
const roles = ['admin', 'support', 'customer', 'integrator'];
/** Users with a WireGuard device beside the default one, of each tenant. */
const mostDevices = 50;
/** Users whose traffic is made up: more than anybody looks at. */
const mostListed = 10_000;
/** Users of one file. */
const fileRows = 20_000;

await main().catch(reportAndExit);

async function main() {
  const { values, positionals } = readArguments(usage, {
    url: { type: 'string', default: 'http://localhost:8080' },
    username: { type: 'string', default: 'admin' },
    password: { type: 'string' },
    home: { type: 'string', default: process.env.VORTEX_HOME || '.vortex' },
    seed: { type: 'string', default: '1' },
    yes: { type: 'boolean', short: 'y', default: false },
  });
  const count = numberOf(positionals[0] ?? '1000', 'the number of users', 1, 5_000_000);
  const seed = numberOf(values.seed, '--seed', 0, 2 ** 31);
  if (!values.password) throw new Stop('There is no password.', 'Give it with --password.');
  const panel = new Panel(values.url);
  await panel.signIn(values.username, values.password);
  await refuseFilled(panel, values.yes);
  const started = performance.now();
  await makeAccounts(panel);
  const machines = await makeMachines(panel);
  const offset = await countOf(panel);
  let made = 0;
  const listed = [];
  for (const { tenant, users } of await tenantsOf(panel, count)) {
    await makeGroups(panel, tenant, machines);
    made += await makeUsers(panel, { seed, first: offset + made, count: users, tenant, done: made, all: count });
    const some = await listUsers(panel, tenant, Math.ceil((mostListed * users) / count));
    await makeDevices(panel, tenant, some);
    listed.push(...some);
  }
  await makeTraffic({ home: values.home, seed, users: listed, machines });
  const seconds = (performance.now() - started) / 1000;
  console.log(`\r${made.toLocaleString('en')} users in ${seconds.toFixed(1)} s.                    `);
}

function numberOf(text, what, min, max) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new Stop(`"${text}" is no good as ${what}.`, `Take a whole number from ${min} to ${max}.`);
}

async function countOf(panel) {
  return (await panel.ask('{ users(page: { first: 1 }) { totalCount } }')).users.totalCount;
}

async function refuseFilled(panel, confirmed) {
  const users = await countOf(panel);
  if (users === 0 || confirmed) return;
  throw new Stop(
    `There are ${users} users already.`,
    'Add to them with --yes, or begin anew with npm start -- --reset.',
  );
}

/** The operator first, then resellers with their share. */
async function tenantsOf(panel, count) {
  const shares = [];
  for (const { share, ...tenant } of resellers) {
    const input = { ...tenant, ownerUsername: `${tenant.slug}-owner` };
    await once(
      panel.ask('mutation ($input: CreateTenantInput!) { createTenant(input: $input) { __typename } }', { input }),
    );
    shares.push({ tenant: tenant.slug, users: Math.floor(count * share) });
  }
  const rest = count - shares.reduce((sum, { users }) => sum + users, 0);
  return [{ tenant: undefined, users: rest }, ...shares].filter(({ users }) => users > 0);
}

async function makeAccounts(panel) {
  for (const role of roles) {
    const input = { username: `demo-${role}`, role, name: `Demo ${role}` };
    await once(
      panel.ask('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }', { input }),
    );
  }
}

async function makeGroups(panel, tenant, machines) {
  for (const { name, servers, isDefault } of groups) {
    const input = { name, isDefault, inboundIds: machines.slice(0, servers).flatMap(({ inboundIds }) => inboundIds) };
    const text = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
    await once(settled(() => panel.ask(text, { input }, tenant)));
  }
}

/** In the order of their names, which is the same at every run. */
async function listUsers(panel, tenant, most) {
  const query = `query ($page: Pagination!) {
    users(sort: [{ field: USERNAME, direction: ASC }], page: $page) {
      nodes { id tenantId status limitBytes } pageInfo { hasNextPage endCursor }
    }
  }`;
  const found = [];
  let after;
  do {
    const { users } = await panel.ask(query, { page: { first: 500, after } }, tenant);
    found.push(...users.nodes);
    after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : undefined;
  } while (after && found.length < most);
  return found.slice(0, most);
}

async function makeDevices(panel, tenant, users) {
  const text = 'mutation ($userId: ID!, $name: String!) { addWireguardDevice(userId: $userId, name: $name) { id } }';
  const names = ['Phone', 'Laptop', 'Router', 'TV'];
  const every = Math.max(Math.floor(users.length / mostDevices), 8);
  for (const [n, { id }] of users.filter((_, place) => place % every === 0).entries()) {
    await panel.ask(text, { userId: id, name: names[n % names.length] }, tenant);
  }
}

async function makeTraffic({ home, seed, users, machines }) {
  if (!canReport(home)) {
    console.log(`\rNo traffic: no panel runs in ${home} on this machine. Name its folder with --home.`);
    return;
  }
  const active = users.filter(({ status }) => status === 'ACTIVE');
  const traffic = trafficOf({ seed, now: new Date(), users: active, machines });
  const all = [...traffic.values()].reduce((sum, items) => sum + items.length, 0);
  const onProgress = (items) =>
    process.stdout.write(`\r${items.toLocaleString('en')} of ${all.toLocaleString('en')} entries of traffic …    `);
  await sendReports({ home, epoch: Date.now(), traffic, onProgress });
}

/** What an earlier run has made is there. */
async function once(making) {
  try {
    await making;
  } catch (error) {
    if (!/taken|exists|in use/i.test(error.message)) throw error;
  }
}

async function makeUsers(panel, { seed, first, count, tenant, done, all }) {
  const today = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  let made = 0;
  for (let from = 0; from < count; from += fileRows) {
    const rows = Math.min(fileRows, count - from);
    const csv = usersAsCsv({ seed, first: first + from, count: rows, groups: groupNames, today });
    const id = await panel.importUsers(csv, tenant);
    const before = made;
    for (;;) {
      const query = 'query ($id: ID!) { job(id: $id) { state done failed failure } }';
      const { job } = await panel.ask(query, { id }, tenant);
      made = before + job.done;
      process.stdout.write(`\r${(done + made).toLocaleString('en')} of ${all.toLocaleString('en')} users …`);
      if (job.state === 'DONE') break;
      if (job.state === 'FAILED' || job.state === 'CANCELLED')
        throw new Stop(`The panel stopped: ${job.failure ?? 'cancelled'}.`, 'See its log.');
      await pause(250);
    }
  }
  return made;
}
