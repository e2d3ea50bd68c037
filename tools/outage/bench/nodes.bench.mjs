// npm run bench -- nodes [--users <n>] [--rounds <n>]
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workspaceRoot } from '../../dev/workspace.mjs';
import { readArguments } from '../../process/arguments.mjs';
import { databaseOf, query } from '../../restore/installation.mjs';
import { proportionalSetSize } from '../../shapes/memory.mjs';
import { startInstallation } from '../installation.mjs';
import { makeUser, patiently, withStage } from '../stage.mjs';
import { askThrough, firstByte } from '../vless.mjs';

const { BenchReport } = createRequire(join(workspaceRoot, 'services/core/package.json'))('@vortex/testing/bench');
const usage = `
npm run bench -- nodes [--users <n>] [--rounds <n>]

How long it takes from what the owner is answered to what a customer notices, on a node with so many users.

  --users <n>    how many the node serves (100000)
  --rounds <n>   how often one is made and disabled (200)
`;
const { values } = readArguments(usage, {
  users: { type: 'string', default: '100000' },
  rounds: { type: 'string', default: '200' },
});
const [count, rounds] = [Number(values.users), Number(values.rounds)];
const plenty = 2 ** 40;
const [megabyte, second] = [1_000_000, 1_000];
const coldRounds = 3;
/** More often would be what the engine is busy with. */
const betweenLooksMs = 25;

await withStage(startInstallation, measure);

async function measure(stage) {
  const report = new BenchReport(
    'nodes',
    `a panel, PostgreSQL, an agent and an engine on this machine; ${count} users on one node; VLESS over TCP; milliseconds after the answer`,
  );
  const probe = await makeUser(stage, 'probe');
  const probed = { port: stage.ports.vless, id: probe.credentials.vlessId, target: stage.target };
  report.figure(`${count} users made`, (await made(stage)) / second, 's');
  report.figure('made → the last of them served', (await timed(() => lastServed(stage))) / second, 's');
  const { answered, served, cut } = await oneByOne(stage);
  report.series('createUser answered', answered, 'ms');
  report.series('createUser answered → first byte', served, 'ms');
  report.series('disableUser answered → last byte', cut, 'ms');
  const last = await makeUser(stage, 'last');
  await coldNodes(stage, report, [probed, { ...probed, id: last.credentials.vlessId }]);
  report.figure('memory of the agent', proportionalSetSize([stage.node.agentPid]), 'MB');
  for (const name of ['core', 'nodes']) {
    const [row] = await query(
      databaseOf(stage.panel.home, `vortex_${name}`),
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    report.figure(`database of ${name}`, Number(row.bytes) / megabyte, 'MB');
  }
  report.print();
}

async function made({ owner, groupId }) {
  const create = 'mutation ($input: BulkCreateUsersInput!) { createUsers(input: $input) { job { id } } }';
  const atOnce = 100_000;
  return timed(async () => {
    for (let first = 1; first <= count; first += atOnce) {
      const input = {
        pattern: 'many-{n}',
        first,
        count: Math.min(atOnce, count - first + 1),
        template: { groupIds: [groupId] },
      };
      const { id } = (await owner.ask(create, { input })).createUsers.job;
      await patiently(
        'they are made',
        async () => {
          const { job } = await owner.ask('query ($id: ID!) { job(id: $id) { state } }', { id });
          return job.state === 'DONE';
        },
        600_000,
      );
    }
  });
}

/** The one who was made last. */
async function lastServed({ owner, ports, target }) {
  const text =
    'query ($name: String!) { users(filter: { usernames: [$name] }) { nodes { devices { credentials { vlessId } } } } }';
  const { users } = await owner.ask(text, { name: `many-${count}` });
  await firstByte({ port: ports.vless, id: users.nodes[0].devices[0].credentials.vlessId, target });
}

async function oneByOne(stage) {
  const [answered, served, cut] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const user = await makeUser(stage, `one-${round}`);
    const answeredAt = performance.now();
    const asked = { port: stage.ports.vless, id: user.credentials.vlessId, target: stage.target };
    await firstByte(asked);
    answered.push(answeredAt - startedAt);
    served.push(performance.now() - answeredAt);
    cut.push(await lastByte(stage, user, asked));
  }
  return { answered, served, cut };
}

/** A customer who downloads while disabled: how long after the answer something still came. */
async function lastByte({ owner }, user, asked) {
  const socket = askThrough({ ...asked, bytes: plenty });
  let last = 0;
  socket.on('data', () => {
    last = performance.now();
    socket.pause(); // at a pace that leaves the machine to others
    setTimeout(() => socket.resume(), 1);
  });
  const closed = new Promise((done) => socket.once('close', done));
  while (last === 0) await pause(1);
  await owner.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: user.id });
  const answeredAt = performance.now();
  await closed;
  return Math.max(0, last - answeredAt);
}

/** Of the users that were made first and last. */
async function coldNodes(stage, report, probes) {
  const rounds = [];
  for (let round = 0; round < coldRounds; round++) rounds.push(await coldNode(stage, probes));
  for (const [n, which] of ['first', 'last'].entries()) {
    const took = rounds.map(({ tookS }) => tookS[n]);
    report.series(`a node that knows nobody: started → first byte of the ${which} user`, took, 's');
  }
  for (const name of ['panel', 'agent', 'engine'])
    report.figure(
      `memory of the ${name} meanwhile, at most`,
      Math.max(...rounds.map(({ peaks }) => peaks[name])),
      'MB',
    );
}

/** Agent and engine of a machine that has nothing but its identity. */
async function coldNode({ panel, node }, probes) {
  await node.killAgent();
  node.killEngine();
  for (const file of ['applied', 'engine.state', 'engine.ledger']) rmSync(join(node.home, file), { force: true });
  writeFileSync(`/proc/${panel.pid()}/clear_refs`, '5'); // its peak begins anew, see proc(5)
  const startedAt = performance.now();
  node.run();
  const tookS = await Promise.all(
    probes.map((probe) => firstByte(probe, betweenLooksMs).then(() => (performance.now() - startedAt) / second)),
  );
  const pids = { panel: panel.pid(), agent: node.agentPid, engine: node.enginePid() };
  return { tookS, peaks: Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, peakOf(pid)])) };
}

function peakOf(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(kilobytes) * 1024) / megabyte;
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
