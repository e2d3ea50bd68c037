import type { UserLease } from '@vortex/contracts/tunnel';
import { eventually } from '@vortex/testing';
import type { AgentDouble } from './agent-double';
import { startAgents } from './start-agents';

jest.setTimeout(120_000);

const limitBytes = 400_000_000n;
let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

/** An active server with one inbound and its agent, which has its first snapshot. */
async function aNode() {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await nodes.given.inbound(serverId);
  const { agent } = await nodes.enrolled(serverId);
  agent.connect();
  agent.send({ $case: 'config', value: { hash: (await agent.next('config')).value.hash } });
  await told(agent);
  return { agent, inbound };
}

/** The lease of the one user in the next change of users, which the agent takes. */
async function told(agent: AgentDouble): Promise<UserLease | undefined> {
  const { change } = (await agent.next('users')).value;
  agent.send({ $case: 'users', value: { generation: change?.generation, revision: change?.toRevision } });
  return change?.upserts[0]?.limits?.lease;
}

const until = async (agent: AgentDouble) => (await told(agent))?.untilBytes ?? 0n;
const says = (agent: AgentDouble, userId: string, standing: object) =>
  agent.send({ $case: 'standings', value: { epoch: 7n, users: [{ userId, ...standing }] } });

/** A user on two servers, each with its first lease. */
async function aUserOnTwo() {
  const [one, two] = [await aNode(), await aNode()];
  const user = await nodes.userOf(one.inbound.id, { status: 'disabled', limitBytes });
  const inboundIds = [one.inbound.id, two.inbound.id];
  await nodes.people.learnGroup({ id: user.groupIds[0] ?? '', tenantId: user.tenantId, inboundIds, revision: 2n });
  await nodes.people.learn([{ ...user, status: 'active', revision: 2n }]);
  return { one, two, id: user.id, first: await until(one.agent), second: await until(two.agent) };
}

/** Uses up what a server has, and all that it is given for it, until it is given no more. */
async function useUp(node: Awaited<ReturnType<typeof aNode>>, id: string, from: bigint, elsewhere: bigint) {
  let at = from;
  for (let number = 1n; at + elsewhere < limitBytes; number += 1n) {
    const counters = [{ userId: id, deviceId: id, inboundTag: node.inbound.id, uplinkBytes: 0n, downlinkBytes: at }];
    const report = { epoch: 7n, at: new Date(), counters, charges: [{ userId: id, chargedBytes: at }] };
    node.agent.send({ $case: 'usage', value: { number, report } });
    at = await until(node.agent);
  }
  return at;
}

describe('a lease that idles', () => {
  it('is halved where its user runs short on another server, once its server says how far it has come', async () => {
    const { one, two, id, first, second } = await aUserOnTwo();
    const last = await useUp(one, id, first, second);
    says(one.agent, id, { wantsBytes: true });
    const asked = await told(two.agent);
    expect(asked).toMatchObject({ returns: true, untilBytes: second / 2n });
    says(one.agent, id, { wantsBytes: true });
    expect(one.agent.received.filter(({ $case }) => $case === 'users')).toEqual([]);
    const charged = second / 2n + 1_000n; // it had gone on meanwhile
    says(two.agent, id, { lease: asked, chargedBytes: charged });
    const again = { intervalMs: 300, timeoutMs: 60_000 };
    await eventually(() => {
      says(one.agent, id, { wantsBytes: true });
      return one.agent.received.some(({ $case }) => $case === 'users');
    }, again);
    const raised = await until(one.agent);
    expect(raised).toBeGreaterThan(last);
    expect(raised + charged).toBeLessThanOrEqual(limitBytes);
  });

  it('is not asked for by a server that does not serve the user, nor what is too little to matter', async () => {
    const { two, id } = await aUserOnTwo();
    const foreign = await aNode();
    says(foreign.agent, id, { wantsBytes: true });
    says(foreign.agent, id, { lease: { epoch: 7n, untilBytes: 0n, returns: true }, chargedBytes: 2n ** 63n });
    const other = await nodes.userOf(foreign.inbound.id); // what was said before is heard by then
    await told(foreign.agent);
    expect(other.limitBytes).toBeNull();
    expect(two.agent.received.filter(({ $case }) => $case === 'users')).toEqual([]);
  });
});
