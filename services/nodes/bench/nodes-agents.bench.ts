// npm run bench -- nodes-agents [--agents 500] [--users 100000]
import { newId } from '@vortex/kit';
import { BenchReport, percentile } from '@vortex/testing/bench';
import { parseArgs } from 'node:util';
import { NodeWake } from '../src/agents/node-wake.service';
import { startAgents } from '../test/start-agents';
import { type Enrolled, SimulatedAgent } from './simulated-agent';

const { values } = parseArgs({
  options: { agents: { type: 'string', default: '500' }, users: { type: 'string', default: '100000' } },
});
const agents = Number(values.agents);
const users = Number(values.users);
const usersOfEvent = 1_000;
const created = 100;
const driftedOf = 100;

type Nodes = Awaited<ReturnType<typeof startAgents>>;

/** An active server with one inbound, and what its agent has enrolled with. */
async function aNode(nodes: Nodes): Promise<Enrolled & { inboundId: string; serverId: string }> {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const { id: inboundId } = await nodes.given.inbound(serverId);
  const { root, identity, keys, agent } = await nodes.enrolled(serverId);
  agent.close();
  return { ...{ root, identity, keys, inboundId, serverId }, address: nodes.address };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** All at once, without the jitter that real agents come back with. */
async function fleet(nodes: Nodes, report: BenchReport): Promise<void> {
  const enrolled: Enrolled[] = [];
  for (let n = 0; n < agents; n += 1) enrolled.push(await aNode(nodes));
  const first = enrolled.map((one) => new SimulatedAgent(one));
  const cold = await timed(() => Promise.all(first.map((agent) => agent.inSync())));
  for (const agent of first) agent.close();
  const again = enrolled.map((one, n) => new SimulatedAgent(one, first[n]));
  const warm = await timed(() => Promise.all(again.map((agent) => agent.inSync())));
  for (const agent of again) agent.close();
  report.figure(`${agents} agents, each for the first time: all in sync`, cold, 'ms');
  report.figure(`${agents} agents, all coming back at once: all in sync`, warm, 'ms');
}

async function crowd(nodes: Nodes, report: BenchReport): Promise<void> {
  const node = await aNode(nodes);
  const sample = await nodes.userOf(node.inboundId);
  const ids: string[] = [sample.id];
  const learning = await timed(async () => {
    while (ids.length < users) {
      const some = Array.from({ length: Math.min(usersOfEvent, users - ids.length) }, () => ({
        ...sample,
        id: newId(),
      }));
      await nodes.people.learn(some);
      for (const { id } of some) ids.push(id);
    }
  });
  report.figure('users learned from events', (users / learning) * 1_000, 'users/s');
  const agent = new SimulatedAgent(node, undefined, true);
  report.figure(`${users} users to a cold node`, await timed(() => agent.inSync()), 'ms');
  if (agent.users !== users) throw new Error(`the node was told of ${agent.users} users, not ${users}`);

  const latencies: number[] = [];
  for (let n = 0; n < created; n += 1) {
    const user = { ...sample, id: newId() };
    latencies.push(
      await timed(async () => {
        await nodes.people.learn([user]);
        for (let found = false; !found;) found = (await agent.takeUsers()).includes(user.id);
      }),
    );
  }
  report.series(`a new user told to a node with ${users}`, latencies, 'ms');
  report.figure('the same, p99', percentile(latencies, 0.99), 'ms');

  await drift(nodes, agent, node.serverId, report);
  agent.close();
}

/** A hundredth of the users is lost to the node, and nobody has noticed until it is compared. */
async function drift(nodes: Nodes, agent: SimulatedAgent, serverId: string, report: BenchReport): Promise<void> {
  const lost = [...agent.digests.keys()].filter((_, n) => n % driftedOf === 0);
  for (const id of lost) agent.digests.delete(id);
  const repairing = await timed(async () => {
    nodes.get(NodeWake).afterCommit([serverId], 'compare');
    const told = new Set(await agent.takeUsers());
    if (!lost.every((id) => told.has(id))) throw new Error('not all who were lost are back');
  });
  report.figure(`${lost.length} users lost to the node: compared → all back`, repairing, 'ms');
}

async function main(): Promise<void> {
  const nodes = await startAgents();
  try {
    const report = new BenchReport(
      'nodes-agents',
      'nodes, PostgreSQL (fsync off), a double of core and the simulated agents (TCP, TLS 1.3, real protocol) share the machine',
    );
    await fleet(nodes, report);
    await crowd(nodes, report);
    report.print();
  } finally {
    await nodes.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
