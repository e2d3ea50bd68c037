// npm run bench -- nodes-usage [--servers 10] [--users 5000] [--rounds 10]
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { BenchReport } from '@vortex/testing/bench';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ReportRepository } from '../src/usage/report.repository';
import { startAgents } from '../test/start-agents';
import { postgresCost } from './postgres-cost';
import { SimulatedAgent } from './simulated-agent';

const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: '10' },
    users: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '10' },
  },
});
const [servers, users, rounds] = [Number(values.servers), Number(values.users), Number(values.rounds)];
const usersOfEvent = 1_000;
/** As an agent puts into one. */
const countersOfReport = 5_000;
const bytesOfRound = 1_000n;

type Nodes = Awaited<ReturnType<typeof startAgents>>;

interface Crowd {
  readonly agent: SimulatedAgent;
  readonly inboundId: string;
  /** Users by the report they are in. */
  readonly parts: readonly (readonly string[])[];
}

/** A server, its agent, and users that it has all been told of. */
async function aCrowd(nodes: Nodes): Promise<Crowd> {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const { id: inboundId } = await nodes.given.inbound(serverId);
  const { root, identity, keys, agent: enrolling } = await nodes.enrolled(serverId);
  enrolling.close();
  const sample = await nodes.userOf(inboundId);
  const ids = [sample.id];
  while (ids.length < users) {
    const some = Array.from({ length: Math.min(usersOfEvent, users - ids.length) }, () => ({ ...sample, id: newId() }));
    await nodes.people.learn(some);
    for (const { id } of some) ids.push(id);
  }
  const parts = Array.from({ length: Math.ceil(users / countersOfReport) }, (_, n) =>
    ids.slice(n * countersOfReport, (n + 1) * countersOfReport),
  );
  const agent = new SimulatedAgent({ root, identity, keys, address: nodes.address });
  await agent.inSync();
  return { agent, inboundId, parts };
}

/** Each counter grows from round to round. */
async function reportRounds({ agent, inboundId, parts }: Crowd, first: number, last: number): Promise<void> {
  for (let round = first; round <= last; round += 1) {
    for (const part of parts) await agent.report(inboundId, part, BigInt(round) * bytesOfRound);
  }
}

async function booked(nodes: Nodes): Promise<void> {
  while ((await nodes.get(ReportRepository).servers()).length > 0) await pause(10);
}

/** A benchmark of books that are wrong would be of nothing. */
async function compareBooks(db: Database): Promise<void> {
  const [sum] = await db.sql.query<{ bytes: string }>('SELECT sum(uplink_bytes) AS bytes FROM usage_hour');
  const sent = BigInt(servers * users * (rounds + 1)) * bytesOfRound;
  if (sum?.bytes !== String(sent)) throw new Error(`${sent} bytes were reported; in the books are ${sum?.bytes}`);
}

async function measure(nodes: Nodes, crowds: readonly Crowd[], report: BenchReport): Promise<void> {
  const db = nodes.get(Database);
  await Promise.all(crowds.map((crowd) => reportRounds(crowd, 1, 1))); // counters that nobody has heard of yet
  await booked(nodes);
  const [before, processor, startedAt] = [await postgresCost(db), process.cpuUsage(), performance.now()];
  await Promise.all(crowds.map((crowd) => reportRounds(crowd, 2, rounds + 1)));
  const takenMs = performance.now() - startedAt;
  await booked(nodes);
  const bookedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(processor);
  const after = await postgresCost(db);
  await compareBooks(db);

  const counters = servers * users * rounds;
  const [ours, postgres] = [user + system, (after.processorMs - before.processorMs) * 1_000];
  report.figure('counters taken', (counters / takenMs) * 1_000, 'counters/s');
  report.figure('counters taken and in the books', (counters / bookedMs) * 1_000, 'counters/s');
  report.figure('processor, nodes and agents', ours / counters, 'µs/counter');
  report.figure('processor, PostgreSQL', postgres / counters, 'µs/counter');
  report.figure('log of PostgreSQL', (after.logBytes - before.logBytes) / counters, 'bytes/counter');
  report.figure('two processors have time for', (2_000_000 * counters) / (ours + postgres), 'counters/s');
}

async function main(): Promise<void> {
  const nodes = await startAgents();
  try {
    const crowds: Crowd[] = [];
    while (crowds.length < servers) crowds.push(await aCrowd(nodes));
    const report = new BenchReport(
      'nodes-usage',
      `${servers} servers report ${users} counters each, ${rounds} times, as fast as they are taken; nodes, PostgreSQL (fsync off) and the simulated agents (TCP, TLS 1.3, real protocol) share the machine`,
    );
    await measure(nodes, crowds, report);
    report.print();
    for (const { agent } of crowds) agent.close();
  } finally {
    await nodes.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
