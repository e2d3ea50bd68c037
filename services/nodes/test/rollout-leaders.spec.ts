import { randomBytes } from 'node:crypto';
import { eventually } from '@vortex/testing';
import { Deposed } from '../src/rollouts/leadership.repository';
import type { RolloutId } from '../src/rollouts/rollout';
import { RolloutLeader } from '../src/rollouts/rollout-leader.service';
import { RolloutSteps } from '../src/rollouts/rollout-step.service';
import { aFleet, allVersions, clock, type Nodes, portsOf, sendHome, start, watch } from './fleet';
import { startAgents } from './start-agents';

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
  afterEach(sendHome);
  const leads = () => [one, other].map((replica) => replica.get(RolloutLeader).leads);

  it('ask an engine whose agent the other one holds', async () => {
    const fleet = await aFleet(other, 1);
    const [serverId = ''] = fleet.serverIds;
    const operator = { tenantId: other.tenants.operator, permissions: ['nodes.*'], operator: true };
    const { inbounds } = await other.operator.batchListInboundsOfServers({ serverIds: [serverId] });
    await one.rpc.as(operator).updateInbound({ id: inbounds[0]?.id ?? '', port: 3080 });
    const { versions } = await other.operator.listConfigurationVersions({ ...allVersions, serverId });
    expect(versions.find(({ isCurrent }) => isCurrent)?.validatedBy).toBe('1.4.0');
  });

  it('change nothing any more once they are deposed', async () => {
    const fleet = await aFleet(one, 1);
    const rollout = await start(one, fleet);
    const old = { name: 'rollouts', token: 0n };
    await expect(one.get(RolloutSteps).step(old, rollout.id as RolloutId)).rejects.toBeInstanceOf(Deposed);
    await one.operator.abortRollout({ id: rollout.id, keeps: true });
  });

  it('have one leader, and when it goes the other goes on where it was', async () => {
    await eventually(() => leads().includes(true));
    expect(leads().filter(Boolean)).toHaveLength(1);
    const [leader, follower] = leads()[0] ? [one, other] : [other, one];
    // The agents are with the replica that stays.
    const fleet = await aFleet(follower, 2);
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
