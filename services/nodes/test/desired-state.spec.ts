import type { ApplyUsersRequest, TunnelUser } from '@vortex/contracts/tunnel';
import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { ReportRepository } from '../src/usage/report.repository';
import type { AgentDouble } from './agent-double';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

/** An active server with one inbound and its agent, connected and configured. */
async function aNode() {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await nodes.given.inbound(serverId);
  const { agent, ...rest } = await nodes.enrolled(serverId);
  agent.connect();
  await agent.next('welcome');
  const config = (await agent.next('config')).value;
  agent.send({ $case: 'config', value: { hash: config.hash } });
  return { serverId, inbound, agent, config, ...rest };
}

/** Takes the next change of users whole, and says that the engine has it. */
async function take(agent: AgentDouble): Promise<ApplyUsersRequest> {
  const parts: ApplyUsersRequest[] = [];
  for (let isLast = false; !isLast;) {
    const { value } = await agent.next('users');
    if (value.change) parts.push(value.change);
    isLast = value.isLast;
  }
  const [first] = parts;
  if (!first) throw new Error('a change without parts');
  const { generation, toRevision: revision } = first;
  agent.send({ $case: 'users', value: { generation, revision } });
  return {
    ...first,
    upserts: parts.flatMap(({ upserts }) => upserts),
    removedIds: parts.flatMap((one) => one.removedIds),
  };
}

const ids = (users: readonly TunnelUser[]) => users.map(({ id }) => id);

describe('a node', () => {
  it('is told what to serve by the ids of its inbounds, and first of all who there is', async () => {
    const { agent, config, inbound } = await aNode();
    expect(config.config?.inbounds.map(({ tag, protocol }) => [tag, protocol])).toEqual([[inbound.id, 'socks']]);
    expect(await take(agent)).toMatchObject({ snapshot: true, upserts: [] });
  });

  it('hears of a user that appears, changes or must not connect any more, and of nobody else', async () => {
    const { agent, inbound } = await aNode();
    const first = await take(agent);
    const user = await nodes.userOf(inbound.id);
    await nodes.people.learn([{ ...user, id: newId(), groupIds: [newId()] }]); // of another server, or of none
    const added = await take(agent);
    expect(added).toMatchObject({ snapshot: false, fromRevision: first.toRevision, removedIds: [] });
    expect(ids(added.upserts)).toEqual([user.id]);
    expect(added.upserts[0]?.devices[0]?.access).toEqual([
      { inboundTag: inbound.id, secret: `CREDENTIAL_KIND_SOCKS of ${user.id}`, tunnelAddresses: [], presharedKey: '' },
    ]);
    const expiresAt = new Date('2126-03-04T05:06:07.089Z');
    const terms = { uplinkBps: 8_000n, downlinkBps: 16_000n, mostAddresses: 3, mostDevices: 2, expiresAt };
    await nodes.people.learn([{ ...user, ...terms, revision: 2n }]);
    expect((await take(agent)).upserts[0]?.limits).toMatchObject({
      ...{ uplinkBytesPerSecond: 1_000n, downlinkBytesPerSecond: 2_000n, mostAddresses: 3, mostDevices: 2, expiresAt },
    });
    await nodes.people.learn([{ ...user, status: 'disabled', revision: 3n }]);
    expect(await take(agent)).toMatchObject({ upserts: [], removedIds: [user.id] });
  });

  it('is not confused by what comes late', async () => {
    const { agent, inbound } = await aNode();
    await take(agent);
    const user = await nodes.userOf(inbound.id, { revision: 5n });
    await take(agent);
    await nodes.people.forget([{ id: user.id, tenantId: user.tenantId, revision: 9n }]);
    expect((await take(agent)).removedIds).toEqual([user.id]);
    await nodes.people.learn([{ ...user, revision: 8n }]);
    const other = await nodes.userOf(inbound.id);
    expect(ids((await take(agent)).upserts)).toEqual([other.id]);
  });

  it('goes on from what its engine has, and takes everything anew where it has something else', async () => {
    const { agent, inbound, config, root, identity, keys } = await aNode();
    const { hash: configHash } = config;
    const { generation, toRevision } = await take(agent);
    agent.close();
    const user = await nodes.userOf(inbound.id);
    const back = nodes.double(root, identity, keys);
    back.connect({
      configHash,
      engine: { version: '1', epoch: 7n, usersGeneration: generation, usersRevision: toRevision },
    });
    const followed = await take(back);
    expect([followed.snapshot, ids(followed.upserts)]).toEqual([false, [user.id]]);
    back.close();
    const restored = nodes.double(root, identity, keys);
    restored.connect({
      configHash,
      engine: { version: '1', epoch: 7n, usersGeneration: 'of another panel', usersRevision: 99n },
    });
    const whole = await take(restored);
    expect([whole.snapshot, ids(whole.upserts)]).toEqual([true, [user.id]]);
  });

  it('keeps what its inbounds are when one is refused, and says which', async () => {
    const { agent, serverId } = await aNode();
    await take(agent);
    const { id: failureTag } = await nodes.given.inbound(serverId, { port: 1_081 });
    const { value } = await agent.next('config');
    const failure = { failureCode: 'inbound_refused', failureTag, failureMessage: 'address already in use' };
    agent.send({ $case: 'config', value: { hash: value.hash, ...failure } });
    const state = async () => (await nodes.operator.batchGetNodes({ serverIds: [serverId] })).nodes[0];
    await eventually(async () => (await state())?.problem === `inbound_refused: ${failureTag}: address already in use`);
    expect((await state())?.appliedConfigHash).not.toBe(value.hash);
    await nodes.operator.updateInbound({ id: failureTag, enabled: false });
    await eventually(async () => (await state())?.problem === '');
    await nodes.operator.updateInbound({ id: failureTag, enabled: true }); // by now its port may be free
    expect((await agent.next('config')).value.hash).toBe(value.hash);
  });

  it('has one stream that counts: the last one', async () => {
    const { agent, root, identity, keys } = await aNode();
    await take(agent);
    const second = nodes.double(root, identity, keys);
    second.connect();
    await second.next('welcome');
    agent.send({ $case: 'metrics', value: { now: new Date() } });
    await eventually(() => agent.failure !== undefined);
    expect(agent.failure).toHaveProperty('details', 'replaced');
  });
});

describe('usage', () => {
  const report = (userId: string, inboundTag: string, down: bigint, more: object = {}) => ({
    ...{ epoch: 7n, at: new Date() },
    counters: [{ userId, deviceId: userId, inboundTag, uplinkBytes: 0n, downlinkBytes: down }],
    charges: [{ userId, chargedBytes: down }],
    ...more,
  });
  const day = () => ({
    from: new Date(Date.now() - 24 * 60 * 60_000),
    to: new Date(Date.now() + 60 * 60_000),
    resolution: 'TRAFFIC_RESOLUTION_HOUR' as const,
  });
  /** In the books, where what was reported comes a moment later. */
  const usedBy = async (userId: string) => {
    const isBooked = async () => (await nodes.get(ReportRepository).servers()).length === 0;
    await eventually(isBooked, { timeoutMs: 25_000 });
    const request = { tenantId: nodes.tenants.operator, userIds: [userId], period: day() };
    return (await nodes.rpc.as({ service: 'core' }).getUserTraffic(request)).totals?.downlinkBytes;
  };
  let number = 0n;
  const tell = async (agent: AgentDouble, told: object): Promise<void> => {
    number += 1n;
    agent.send({ $case: 'usage', value: { number, report: told } });
    expect((await agent.next('usageTaken')).value.number).toBe(number);
  };

  it('is what counters grew by, however often, late or out of order they are told', async () => {
    const { agent, inbound } = await aNode();
    await take(agent);
    const { id } = await nodes.userOf(inbound.id);
    await take(agent);
    for (const bytes of [100n, 100n, 700n, 300n, 700n, 1_000n]) await tell(agent, report(id, inbound.id, bytes));
    expect(await usedBy(id)).toBe(1_000n);
    await tell(agent, report(id, inbound.id, 50n, { epoch: 8n }));
    expect(await usedBy(id)).toBe(1_050n);
  });

  it('is not taken for users the server does not serve, nor where a counter jumps beyond all sense', async () => {
    const [mine, other] = [await aNode(), await aNode()];
    const { id } = await nodes.userOf(other.inbound.id);
    await tell(mine.agent, report(id, mine.inbound.id, 500n));
    expect(await usedBy(id)).toBe(0n);
    await tell(other.agent, report(id, other.inbound.id, 2n ** 60n));
    expect(await usedBy(id)).toBe(0n);
  });

  it('comes off a lease that, with all others, never goes beyond the limit', async () => {
    const [one, two] = [await aNode(), await aNode()];
    await Promise.all([take(one.agent), take(two.agent)]);
    const limitBytes = 100_000_000n;
    const user = await nodes.userOf(one.inbound.id, { status: 'disabled', limitBytes });
    const [groupId = ''] = user.groupIds;
    const inboundIds = [one.inbound.id, two.inbound.id];
    await nodes.people.learnGroup({ id: groupId, tenantId: user.tenantId, inboundIds, revision: 2n });
    await nodes.people.learn([{ ...user, status: 'active', revision: 2n }]);
    const lease = async (agent: AgentDouble) => (await take(agent)).upserts[0]?.limits?.lease?.untilBytes ?? 0n;
    const [first, second] = [await lease(one.agent), await lease(two.agent)];
    expect(first + second).toBeLessThanOrEqual(limitBytes);
    expect([first > 0n, second > 0n]).toEqual([true, true]);
    await tell(one.agent, report(user.id, one.inbound.id, first));
    const raised = await lease(one.agent);
    expect(raised).toBeGreaterThan(first);
    expect(raised + second).toBeLessThanOrEqual(limitBytes);
  });
});
