import { AuditRecorded } from '@vortex/contracts/auth';
import { type Rollout, RolloutChanged } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { type AddressInfo, createServer, type Server } from 'node:net';
import {
  aFleet,
  allRollouts,
  clock,
  current,
  type Nodes,
  portsOf,
  sendHome,
  start,
  watch,
  windowSeconds,
} from './fleet';
import { startAgents } from './start-agents';
import { aServer, refusedPaths } from './start-nodes';

let nodes: Nodes;
beforeAll(async () => (nodes = await startAgents({ clock })));
afterAll(() => nodes.stop());

const doors: Server[] = [];
afterEach(async () => {
  sendHome();
  for (const door of doors.splice(0)) await new Promise((resolve) => door.close(resolve));
});

describe('a rollout', () => {
  it('brings a version to servers stage by stage, each after a window in which all were well', async () => {
    const fleet = await aFleet(nodes, 3);
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
    const fleet = await aFleet(nodes, 2);
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
    const fleet = await aFleet(nodes, 1);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    for (const agent of fleet.agents) agent.mood = { healthy: false };
    const over = await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_ROLLED_BACK');
    expect(over.cause).toBe('engine_unhealthy');
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([1080]);
  });

  it('goes back when connections fail that did not before', async () => {
    const fleet = await aFleet(nodes, 1);
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
    const fleet = await aFleet(nodes, 1, 1, { addresses: ['127.0.0.1'], port });
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
    const fleet = await aFleet(nodes, 2);
    const rollout = await start(nodes, fleet);
    await watch(nodes, rollout, fleet.agents, ({ servers }) => servers[0]?.state === 'ROLLOUT_SERVER_STATE_HEALTHY');
    const paused = await watch(nodes, rollout, [], ({ state }) => state === 'ROLLOUT_STATE_PAUSED');
    expect(paused).toMatchObject({ cause: 'metrics_missing', causeServerId: fleet.serverIds[0], stage: 0 });
    expect(await portsOf(nodes, fleet.serverIds)).toEqual([2080, 1080]);
    await nodes.operator.resumeRollout({ id: rollout.id });
    await watch(nodes, rollout, fleet.agents, ({ state }) => state === 'ROLLOUT_STATE_COMPLETED');
  });

  it('is paused, resumed and ended by people, and takes back what it brought unless they want it kept', async () => {
    const fleet = await aFleet(nodes, 2);
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
    const fleet = await aFleet(nodes, 2);
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
    const fleet = await aFleet(nodes, 1);
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
      const list = nodes.operator.listRollouts({ ...allRollouts, page });
      expect(await refusedPaths(list)).toEqual({ 'page.after': 'not_a_cursor' });
    }
  });

  it('is listed by its state or the newest first, and found by its reason', async () => {
    const fleet = await aFleet(nodes, 1);
    const reasons = ['slow at night', 'slow by day', 'closed at night'];
    const ids: string[] = [];
    for (const reason of reasons) {
      const { id } = await start(nodes, fleet, { reason });
      if (ids.push(id) < reasons.length) await nodes.operator.abortRollout({ id, keeps: true });
    }
    const found = async (given: object) => {
      const { rollouts, page } = await nodes.operator.listRollouts({
        ...allRollouts,
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
    expect(await refusedPaths(nodes.operator.listRollouts({ ...allRollouts, page: { ...part, after } }))).toEqual({
      'page.after': 'not_a_cursor',
    });
    await nodes.operator.abortRollout({ id: ids.at(-1) ?? '', keeps: true });
  });

  it('is nobody else’s: not to be read, started over others’ servers, or ended', async () => {
    const fleet = await aFleet(nodes, 1);
    const rollout = await start(nodes, fleet);
    const { stranger } = nodes;
    await expect(stranger.getRollout({ id: rollout.id })).rejects.toHaveCode('rollout_not_found');
    expect((await stranger.listRollouts(allRollouts)).rollouts).toEqual([]);
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
      ...allRollouts,
      states: ['ROLLOUT_STATE_RUNNING'],
      serverId: fleet.serverIds[0] ?? '',
    });
    expect(found.rollouts.map((one) => one.id)).toEqual([rollout.id]);
    await nodes.operator.abortRollout({ id: rollout.id, keeps: true });
  });
});

async function reportOf(at: Nodes, serverId: string) {
  const rows = await at
    .get(Database)
    .sql.query<{ report: { sessionsAccepted?: number } }>('SELECT report FROM node WHERE server_id = $1', [serverId]);
  return rows[0]?.report;
}
