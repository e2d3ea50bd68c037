import { AuditRecorded } from '@vortex/contracts/auth';
import { type Rollout, RolloutChanged } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Deposed } from '../src/rollouts/leadership.repository';
import type { RolloutId } from '../src/rollouts/rollout';
import { RolloutLeader } from '../src/rollouts/rollout-leader.service';
import { RolloutSteps } from '../src/rollouts/rollout-step.service';
import { ObedientAgent } from './obedient-agent';
import { SkippingClock } from './skipping-clock';
import { startAgents } from './start-agents';
import { aServer, refusedPaths } from './start-nodes';

type Nodes = Awaited<ReturnType<typeof startAgents>>;

const clock = new SkippingClock();
const windowSeconds = 20;
const all = { page: undefined, states: [], serverId: '', search: '', sort: [] };
const allVersions = { page: undefined, causes: [], draft: undefined, search: '', sort: [] };
let nodes: Nodes;
beforeAll(async () => (nodes = await startAgents({ clock })));
afterAll(() => nodes.stop());

const atWork: ObedientAgent[] = [];
const doors: Server[] = [];
afterEach(async () => {
  for (const agent of atWork.splice(0)) agent.stop();
  clock.reset();
  for (const door of doors.splice(0)) await new Promise((resolve) => door.close(resolve));
});

/** Servers that serve a door at port 1080, with agents; and a draft with it at another port. */
async function aFleet(size: number, at: Nodes = nodes, port = 2080, from = { addresses: [] as string[], port: 1080 }) {
  const serverIds: string[] = [];
  const agents: ObedientAgent[] = [];
  for (let n = 0; n < size; n += 1) {
    const { id } = await at.given.server({ state: 'SERVER_STATE_ACTIVE', addresses: from.addresses });
    await at.given.inbound(id, { tag: 'door', port: from.port });
    const agent = new ObedientAgent((await at.enrolled(id)).agent, clock);
    agents.push(agent);
    atWork.push(agent);
    serverIds.push(id);
  }
  await eventually(() => agents.every(({ serves }) => serves !== undefined));
  const [serverId = ''] = serverIds;
  const { inbounds } = await at.operator
    .batchGetConfigurationContents({ versionIds: [await current(at, serverId)] })
    .then(({ contents: [content] }) => content ?? { inbounds: [] });
  const moved = inbounds.map((inbound) => ({ ...inbound, port, lastPort: port }));
  const { id: versionId } = await at.operator.editConfiguration({
    serverId,
    inbounds: moved,
    reason: '',
    asDraft: true,
  });
  return { serverIds, agents, versionId };
}

async function current(at: Nodes, serverId: string): Promise<string> {
  const { versions } = await at.operator.listConfigurationVersions({ ...allVersions, serverId });
  return versions.find(({ isCurrent }) => isCurrent)?.id ?? '';
}

const start = (at: Nodes, fleet: { versionId: string; serverIds: string[] }, given: object = {}) =>
  at.operator.startRollout({
    ...{ versionId: fleet.versionId, serverIds: fleet.serverIds, stagesPercent: [], windowSeconds, reason: 'faster' },
    ...given,
  });
const read = (at: Nodes, { id }: Pick<Rollout, 'id'>) => at.operator.getRollout({ id });
const portsOf = async (at: Nodes, serverIds: string[]) => {
  const { inbounds } = await at.operator.batchListInboundsOfServers({ serverIds });
  return serverIds.map((id) => inbounds.find(({ serverId }) => serverId === id)?.port);
};

/** Until it is so. Meanwhile time goes by, a second in each interval, and agents tell of themselves as they do. */
function watch(at: Nodes, rollout: Rollout, agents: ObedientAgent[], isSo: (now: Rollout) => boolean, intervalMs = 20) {
  return eventually(
    async () => {
      for (const agent of agents) agent.report();
      clock.skip(1_000);
      at.get(RolloutLeader).wake();
      const now = await read(at, rollout);
      expect(isSo(now)).toBe(true);
      return now;
    },
    { timeoutMs: 25_000, intervalMs },
  );
}

describe('a rollout', () => {
  it('brings a version to servers stage by stage, each after a window in which all were well', async () => {
    const fleet = await aFleet(3);
    const rollout = await start(nodes, fleet);
    expect(rollout.stages).toEqual([
      { percent: 1, servers: 1 },
      { percent: 10, servers: 1 },
      { percent: 50, servers: 2 },
      { percent: 100, servers: 3 },
    ]);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([2080, 1080, 1080]);
    const done = await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_COMPLETED');
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([2080, 2080, 2080]);
    for (const { serverId, versionId } of done.servers) {
      const { versions } = await nodes.operator.batchGetConfigurationVersions({ ids: [versionId] });
      expect(versions[0]).toMatchObject({
        ...{ serverId, hash: rollout.hash, cause: 'CONFIGURATION_CAUSE_ROLLED_OUT', reason: 'faster' },
        ...{ rolloutId: rollout.id, sourceVersionId: fleet.versionId, isCurrent: true },
      });
    }
    const stages = nodes.events
      .of(RolloutChanged)
      .filter(({ rolloutId }) => rolloutId === rollout.id)
      .map(({ stage }) => stage);
    expect([...new Set(stages)]).toEqual([0, 2, 3]);
  });

  it('goes back by itself where an engine refuses the version, and tells why', async () => {
    const fleet = await aFleet(2);
    const before = await current(nodes, fleet.serverIds[0] ?? '');
    const served = fleet.agents[0]?.serves?.hash;
    for (const agent of fleet.agents) agent.mood = { refuses: '2080' };
    const rollout = await start(nodes, fleet);
    const over = await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_ROLLED_BACK');
    expect(over).toMatchObject({ cause: 'configuration_refused', causeServerId: fleet.serverIds[0] });
    expect(over.servers.map(({ state }) => state)).toEqual([
      'ROLLOUT_SERVER_STATE_ROLLED_BACK',
      'ROLLOUT_SERVER_STATE_WAITING',
    ]);
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([1080, 1080]);
    const ids = [before, await current(nodes, fleet.serverIds[0] ?? '')];
    const { versions } = await nodes.operator.batchGetConfigurationVersions({ ids });
    expect(new Set(versions.map(({ hash }) => hash)).size).toBe(1);
    expect(fleet.agents[0]?.serves?.hash).toBe(served);
    const events = nodes.events.of(RolloutChanged).filter(({ rolloutId }) => rolloutId === rollout.id);
    await eventually(() =>
      nodes.events
        .of(RolloutChanged)
        .some(({ rolloutId, state }) => rolloutId === rollout.id && state === 'ROLLOUT_STATE_ROLLED_BACK'),
    );
    expect(events.length).toBeGreaterThan(1);
    const records = nodes.events.of(AuditRecorded).filter(({ subject }) => subject?.ids[0] === rollout.id);
    expect(records.map(({ actor }) => actor?.kind)).toContain('service');
  });

  it('goes back when an engine is not well for more than a moment', async () => {
    const fleet = await aFleet(1);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    for (const agent of fleet.agents) agent.mood = { healthy: false };
    const over = await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_ROLLED_BACK');
    expect(over.cause).toBe('engine_unhealthy');
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([1080]);
  });

  it('goes back when connections fail that did not before', async () => {
    const fleet = await aFleet(1);
    const [agent] = fleet.agents;
    if (!agent) throw new Error('no agent');
    agent.mood = { sessionsAccepted: 1_000n, sessionsRefused: 10n };
    agent.report();
    await eventually(async () => (await reportOf(nodes, fleet.serverIds[0] ?? ''))?.sessionsAccepted === 1_000);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    agent.mood = { sessionsAccepted: 1_005n, sessionsRefused: 60n };
    const over = await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_ROLLED_BACK');
    expect(over.cause).toBe('connections_failing');
  });

  it('goes back when handshakes fail that were done before', async () => {
    const door = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.from([5, 2])));
    });
    doors.push(door);
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const { port } = door.address() as AddressInfo;
    const fleet = await aFleet(1, nodes, 1, { addresses: ['127.0.0.1'], port });
    const [serverId = ''] = fleet.serverIds;
    await eventually(async () => {
      clock.skip(1_000);
      const [found] = (await nodes.operator.batchGetHealth({ serverIds: [serverId] })).servers;
      expect(found?.inbounds).toMatchObject([{ reachable: true }]);
    });
    const rollout = await start(nodes, fleet);
    const isBack = ({ state }: Rollout) => state === 'ROLLOUT_STATE_ROLLED_BACK';
    // Handshakes are real, and take real time: what waits for one must not see half a minute go by meanwhile.
    const over = await watch(nodes, rollout, fleet.agents, isBack, 250);
    expect(over).toMatchObject({ cause: 'connections_failing', causeServerId: serverId });
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([port]);
  });

  it('waits for somebody when nothing is heard of a server, and goes on when it is told to', async () => {
    const fleet = await aFleet(2);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    const paused = await watch(nodes, rollout, [], ({ state }) => state === 'ROLLOUT_STATE_PAUSED');
    expect(paused).toMatchObject({ cause: 'metrics_missing', causeServerId: fleet.serverIds[0], stage: 0 });
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([2080, 1080]);
    await nodes.operator.resumeRollout({ id: rollout.id });
    await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_COMPLETED');
  });

  it('is paused, resumed and ended by people, and takes back what it brought unless they want it kept', async () => {
    const fleet = await aFleet(2);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.versionId !== '');
    expect(await nodes.operator.pauseRollout({ id: rollout.id })).toMatchObject({ cause: 'operator' });
    await expect(nodes.operator.pauseRollout({ id: rollout.id })).rejects.toHaveCode('rollout_state_refused');
    await nodes.operator.resumeRollout({ id: rollout.id });
    await nodes.operator.abortRollout({ id: rollout.id, keeps: false });
    await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_ABORTED');
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([1080, 1080]);
    const again = await start(nodes, fleet);
    await watch(nodes, again, fleet.agents, ({ servers }) => servers[0]?.versionId !== '');
    expect(await nodes.operator.abortRollout({ id: again.id, keeps: true })).toMatchObject({
      state: 'ROLLOUT_STATE_ABORTED',
    });
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([2080, 1080]);
  });

  it('has its servers for itself while it lasts', async () => {
    const fleet = await aFleet(2);
    const [first = '', second = ''] = fleet.serverIds;
    const rollout = await start(nodes, { ...fleet, serverIds: [first] });
    const failure: unknown = await start(nodes, { ...fleet, serverIds: [second, first] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'server_in_rollout', facts: { serverId: first, rolloutId: rollout.id } });
    const inRollout = 'server_in_rollout';
    await expect(nodes.given.inbound(first, { port: 3 })).rejects.toHaveCode(inRollout);
    const [{ id } = { id: '' }] = (await nodes.operator.batchListInboundsOfServers({ serverIds: [first] })).inbounds;
    await expect(nodes.operator.updateInbound({ id, port: 4 })).rejects.toHaveCode(inRollout);
    await expect(nodes.operator.deleteInbound({ id })).rejects.toHaveCode(inRollout);
    const versionId = await current(nodes, first);
    await expect(nodes.operator.rollBackConfiguration({ versionId, reason: '' })).rejects.toHaveCode(inRollout);
    await nodes.operator.abortRollout({ id: rollout.id, keeps: true });
    await expect(nodes.given.inbound(first, { port: 3 })).resolves.toBeDefined();
  });

  it('names every problem of what is asked for', async () => {
    const fleet = await aFleet(1);
    const [id = ''] = fleet.serverIds;
    const wrong = start(nodes, { ...fleet, serverIds: [id, id] }, { stagesPercent: [50, 10], windowSeconds: 1 });
    expect(await refusedPaths(wrong)).toEqual({
      'serverIds[1]': 'duplicate',
      'stages[1]': 'not_rising',
      windowSeconds: 'too_small',
    });
    const cursorOf = (...place: string[]) => Buffer.from(JSON.stringify(place)).toString('base64url');
    for (const after of [cursorOf('door', id), cursorOf(new Date().toISOString(), '-'.repeat(36))]) {
      const page = { first: 0, after, last: 0, before: '', withTotal: false };
      const list = nodes.operator.listRollouts({ ...all, page });
      expect(await refusedPaths(list)).toEqual({ 'page.after': 'not_a_cursor' });
    }
  });

  it('is listed by its state or the newest first, and found by its reason', async () => {
    const fleet = await aFleet(1);
    const reasons = ['slow at night', 'slow by day', 'closed at night'];
    const ids: string[] = [];
    for (const reason of reasons) {
      const { id } = await start(nodes, fleet, { reason });
      if (ids.push(id) < reasons.length) await nodes.operator.abortRollout({ id, keeps: true });
    }
    const found = async (given: object) => {
      const { rollouts, page } = await nodes.operator.listRollouts({
        ...all,
        serverId: fleet.serverIds[0] ?? '',
        ...given,
      });
      return { reasons: rollouts.map(({ reason }) => reason), ...page };
    };
    expect((await found({})).reasons).toEqual(reasons.toReversed());
    expect((await found({ search: ' At Night' })).reasons).toEqual(['closed at night', 'slow at night']);
    const sort = [
      { field: 'state', descending: true },
      { field: 'createdAt', descending: false },
    ];
    const part = { first: 2, after: '', last: 0, before: '', withTotal: true };
    const first = await found({ sort, page: part });
    expect(first).toMatchObject({ reasons: ['closed at night', 'slow at night'], hasNextPage: true, totalCount: 3n });
    const after = first.cursors?.[1] ?? '';
    expect((await found({ sort, page: { ...part, after } })).reasons).toEqual(['slow by day']);
    expect(await refusedPaths(nodes.operator.listRollouts({ ...all, page: { ...part, after } }))).toEqual({
      'page.after': 'not_a_cursor',
    });
    await nodes.operator.abortRollout({ id: ids.at(-1) ?? '', keeps: true });
  });

  it('is nobody else’s: not to be read, started over others’ servers, or ended', async () => {
    const fleet = await aFleet(1);
    const rollout = await start(nodes, fleet);
    const { stranger } = nodes;
    await expect(stranger.getRollout({ id: rollout.id })).rejects.toHaveCode('rollout_not_found');
    expect((await stranger.listRollouts(all)).rollouts).toEqual([]);
    for (const attempt of [
      stranger.pauseRollout({ id: rollout.id }),
      stranger.resumeRollout({ id: rollout.id }),
      stranger.abortRollout({ id: rollout.id, keeps: false }),
    ])
      await expect(attempt).rejects.toHaveCode('rollout_not_found');
    const theirs = { ...fleet, stagesPercent: [], windowSeconds, reason: '' };
    await expect(stranger.startRollout(theirs)).rejects.toHaveCode('configuration_version_not_found');
    const { id } = await stranger.createServer(aServer());
    const mixed = start(nodes, { ...fleet, serverIds: [id] });
    await expect(mixed).rejects.toHaveCode('server_not_found');
    await expect(nodes.reader.pauseRollout({ id: rollout.id })).rejects.toMatchObject({ kind: 'permission_denied' });
    const found = await nodes.reader.listRollouts({
      ...all,
      states: ['ROLLOUT_STATE_RUNNING'],
      serverId: fleet.serverIds[0] ?? '',
    });
    expect(found.rollouts.map((one) => one.id)).toEqual([rollout.id]);
    await nodes.operator.abortRollout({ id: rollout.id, keeps: true });
  });
});

it('a leader that was deposed changes nothing any more', async () => {
  const fleet = await aFleet(1);
  const rollout = await start(nodes, fleet);
  const old = { name: 'rollouts', token: 0n };
  await expect(nodes.get(RolloutSteps).step(old, rollout.id as RolloutId)).rejects.toBeInstanceOf(Deposed);
  await nodes.operator.abortRollout({ id: rollout.id, keeps: true });
});

describe('two replicas', () => {
  const environment = { VORTEX_MASTER_KEY: randomBytes(32).toString('base64') };
  let one: Nodes;
  let other: Nodes;
  beforeAll(async () => {
    one = await startAgents({ clock, cache: 'redis', environment });
    const shared = { ...environment, VORTEX_NODES_DATABASE_URL: one.databaseUrl };
    other = await startAgents({ clock, cache: 'redis', environment: shared });
  });
  afterAll(async () => {
    await other.stop();
    await one.stop();
  });
  const leads = () => [one, other].map((replica) => replica.get(RolloutLeader).leads);

  it('ask an engine whose agent the other one holds', async () => {
    const fleet = await aFleet(1, other);
    const [serverId = ''] = fleet.serverIds;
    const operator = { tenantId: other.tenants.operator, permissions: ['nodes.*'], operator: true };
    const { inbounds } = await other.operator.batchListInboundsOfServers({ serverIds: [serverId] });
    await one.rpc.as(operator).updateInbound({ id: inbounds[0]?.id ?? '', port: 3080 });
    const { versions } = await other.operator.listConfigurationVersions({ ...allVersions, serverId });
    expect(versions.find(({ isCurrent }) => isCurrent)?.validatedBy).toBe('1.4.0');
  });

  it('have one leader, and when it goes the other goes on where it was', async () => {
    await eventually(() => leads().includes(true));
    expect(leads().filter(Boolean)).toHaveLength(1);
    const [leader, follower] = leads()[0] ? [one, other] : [other, one];
    // The agents are with the replica that stays.
    const fleet = await aFleet(2, follower);
    const rollout = await start(follower, fleet);
    await watch(follower, rollout, fleet.agents, ({ servers }) => servers[0]?.versionId !== '');
    expect(leads().filter(Boolean)).toHaveLength(1);
    await leader.platform.close();
    await eventually(() => follower.get(RolloutLeader).leads);
    const done = await watch(follower, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_COMPLETED');
    expect(await portsOf(follower, fleet.serverIds)).toEqual([2080, 2080]);
    // Each server was brought it once.
    for (const { serverId } of done.servers) {
      const { versions } = await follower.operator.listConfigurationVersions({ ...allVersions, serverId });
      expect(versions.filter(({ rolloutId }) => rolloutId === rollout.id)).toHaveLength(1);
    }
  });
});

async function reportOf(at: Nodes, serverId: string) {
  const rows = await at
    .get(Database)
    .sql.query<{ report: { sessionsAccepted?: number } }>('SELECT report FROM node WHERE server_id = $1', [serverId]);
  return rows[0]?.report;
}
