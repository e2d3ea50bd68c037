import type { Rollout } from '@vortex/contracts/nodes';
import { eventually } from '@vortex/testing';
import { RolloutLeader } from '../src/rollouts/rollout-leader.service';
import { ObedientAgent } from './obedient-agent';
import { SkippingClock } from './skipping-clock';
import type { startAgents } from './start-agents';

export type Nodes = Awaited<ReturnType<typeof startAgents>>;

export const allRollouts = { page: undefined, states: [], serverId: '', search: '', sort: [] };
export const allVersions = { page: undefined, causes: [], draft: undefined, search: '', sort: [] };
export const windowSeconds = 20;

/** The clock of replicas and agents: time goes by where a test lets it. */
export const clock = new SkippingClock();

const atWork: ObedientAgent[] = [];

/** For behind each test: its agents go, and the clock is right again. */
export function sendHome(): void {
  for (const agent of atWork.splice(0)) agent.stop();
  clock.reset();
}

/** Servers that serve a door at port 1080, with agents; and a draft with it at another port. */
export async function aFleet(at: Nodes, size: number, port = 2080, from = { addresses: [] as string[], port: 1080 }) {
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

/** The version that a server is told to serve. */
export async function current(at: Nodes, serverId: string): Promise<string> {
  const { versions } = await at.operator.listConfigurationVersions({ ...allVersions, serverId });
  return versions.find(({ isCurrent }) => isCurrent)?.id ?? '';
}

export async function portsOf(at: Nodes, serverIds: string[]) {
  const { inbounds } = await at.operator.batchListInboundsOfServers({ serverIds });
  return serverIds.map((id) => inbounds.find(({ serverId }) => serverId === id)?.port);
}

export function start(at: Nodes, fleet: { versionId: string; serverIds: string[] }, given: object = {}) {
  return at.operator.startRollout({
    ...{ versionId: fleet.versionId, serverIds: fleet.serverIds, stagesPercent: [], windowSeconds, reason: 'faster' },
    ...given,
  });
}

/** Until it is so. Meanwhile time goes by, a second in each interval, and agents tell of themselves as they do. */
export function watch(
  at: Nodes,
  { id }: Rollout,
  agents: ObedientAgent[],
  isSo: (now: Rollout) => boolean,
  intervalMs = 20,
) {
  return eventually(
    async () => {
      for (const agent of agents) agent.report();
      clock.skip(1_000);
      at.get(RolloutLeader).wake();
      const now = await at.operator.getRollout({ id });
      expect(isSo(now)).toBe(true);
      return now;
    },
    { timeoutMs: 25_000, intervalMs },
  );
}
