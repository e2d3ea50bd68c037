// npm run bench -- nodes-growth [--users 10000,100000,1000000]
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { BenchReport, percentile } from '@vortex/testing/bench';
import { parseArgs } from 'node:util';
import type { KnownUser } from '../src/people/known-user';
import { startAgents } from '../test/start-agents';
import { type Enrolled, SimulatedAgent } from './simulated-agent';

const { values } = parseArgs({ options: { users: { type: 'string', default: '10000,100000,1000000' } } });
const sizes = values.users.split(',').map(Number);
const nodesOfUser = 20;
const mostOfNode = 100_000;
const usersOfEvent = 1_000;
const changed = 50;
const [kilobyte, megabyte, second] = [1_024, 1_000_000, 1_000];

type Nodes = Awaited<ReturnType<typeof startAgents>>;

/** Users who are all on the same servers. */
interface Crowd {
  readonly sample: KnownUser;
  readonly first: Enrolled;
  readonly others: readonly Enrolled[];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function aCrowd(nodes: Nodes): Promise<Crowd> {
  const serverIds: string[] = [];
  const inboundIds: string[] = [];
  for (let n = 0; n < nodesOfUser; n += 1) {
    const { id } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
    serverIds.push(id);
    inboundIds.push((await nodes.given.inbound(id)).id);
  }
  const [first, ...others] = await Promise.all(serverIds.map((id) => enrolled(nodes, id)));
  if (!first) throw new Error('there are no servers');
  const groupId = newId();
  const { operator: tenantId } = nodes.tenants;
  await nodes.people.learnGroup({ id: groupId, tenantId, inboundIds, revision: 1n });
  const sample = await nodes.userOf(inboundIds[0] ?? '', { groupIds: [groupId] });
  return { sample, first, others };
}

async function enrolled(nodes: Nodes, serverId: string): Promise<Enrolled> {
  const { root, identity, keys, agent } = await nodes.enrolled(serverId);
  agent.close();
  return { root, identity, keys, address: nodes.address };
}

async function grow(nodes: Nodes, { sample }: Crowd, users: number): Promise<void> {
  for (let made = 1; made < users; made += usersOfEvent) {
    const count = Math.min(usersOfEvent, users - made);
    await nodes.people.learn(Array.from({ length: count }, () => ({ ...sample, id: newId() })));
  }
}

async function measure(size: number): Promise<void> {
  const nodes = await startAgents();
  try {
    const report = new BenchReport(
      'nodes-growth',
      `${size} users, each on ${nodesOfUser} nodes of at most ${mostOfNode}; nodes, PostgreSQL (fsync off) and the simulated agents share the machine`,
    );
    const crowds: Crowd[] = [];
    const growing = await timed(async () => {
      for (let left = size; left > 0; left -= mostOfNode) {
        const crowd = await aCrowd(nodes);
        crowds.push(crowd);
        await grow(nodes, crowd, Math.min(left, mostOfNode));
      }
    });
    report.figure('users learned and put on their nodes', growing / second, 's');
    const [{ sample, first, others }] = crowds as [Crowd];
    const agent = new SimulatedAgent(first);
    report.figure(
      `${Math.min(size, mostOfNode)} users to a cold node`,
      (await timed(() => agent.inSync())) / second,
      's',
    );
    const latencies: number[] = [];
    for (let revision = 2n; revision < 2 + changed; revision += 1n) {
      const change = { ...sample, uplinkBps: 8_000n * revision, revision };
      latencies.push(await timed(() => Promise.all([nodes.people.learn([change]), agent.takeUsers()])));
    }
    report.series('a change told to a node', latencies, 'ms');
    report.figure('the same, p99', percentile(latencies, 0.99), 'ms');
    agent.close();
    report.figure('memory of nodes, its agents included', process.memoryUsage.rss() / megabyte, 'MB');
    const herd = others.map((one) => new SimulatedAgent(one));
    report.figure(
      `${herd.length} more cold nodes at once: all in sync`,
      (await timed(() => Promise.all(herd.map((one) => one.inSync())))) / second,
      's',
    );
    for (const one of herd) one.close();
    report.figure('memory by then, at most', (process.resourceUsage().maxRSS * kilobyte) / megabyte, 'MB');
    const [row] = await nodes
      .get(Database)
      .sql.query<{ bytes: bigint }>('SELECT pg_database_size(current_database()) AS bytes');
    report.figure('database of nodes', Number(row?.bytes ?? 0n) / megabyte, 'MB');
    report.print();
  } finally {
    await nodes.stop();
  }
}

async function main(): Promise<void> {
  for (const size of sizes) await measure(size);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
