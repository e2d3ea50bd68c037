import { CredentialsServiceService, type GetCredentialsRequest } from '@vortex/contracts/core';
import type { Identity } from '@vortex/contracts/nodes';
import { newId } from '@vortex/kit';
import { type HarnessOptions, stub } from '@vortex/testing';
import { AgentListener } from '../src/agents/agent-listener.service';
import type { KnownUser } from '../src/people/known-user';
import { PeopleService } from '../src/people/people.service';
import { AgentDouble, type Keys, newKeys, rootOf } from './agent-double';
import type { contract } from './start-nodes';
import { startNodes } from './start-nodes';

/** One device a user, named like it, with a secret that tells whose it is. */
async function getCredentials({ userIds, kinds }: GetCredentialsRequest) {
  return {
    packed: Buffer.alloc(0),
    devices: userIds.map((userId) => ({
      ...{ userId, deviceId: userId, wireguardOnly: false },
      credentials: kinds.map((kind) => ({ kind, secret: `${kind} of ${userId}`, presharedKey: '' })),
    })),
  };
}

/** Nodes with its listener for agents open, and core's word on credentials. */
export async function startAgents(options: HarnessOptions<typeof contract> = {}) {
  const nodes = await startNodes({
    ...options,
    environment: { VORTEX_AGENT_PORT: '0', VORTEX_AGENT_HOST: '127.0.0.1', ...options.environment },
    peers: [stub(CredentialsServiceService.getCredentials, getCredentials)],
  });
  const doubles: AgentDouble[] = [];
  const address = nodes.get(AgentListener).localAddresses[0] ?? '';
  const people = nodes.get(PeopleService);
  const double = (root: Buffer, identity?: Identity, keys?: Keys): AgentDouble => {
    const made = AgentDouble.at(address, root, identity, keys);
    doubles.push(made);
    return made;
  };
  return {
    ...nodes,
    address,
    people,
    double,
    /** An agent that has enrolled for a server, and what it enrolled with. */
    async enrolled(serverId: string) {
      const { token } = await nodes.operator.createEnrolmentToken({ serverId });
      const root = await rootOf(address, token);
      const keys = newKeys();
      const identity = await double(root).enrol(token, keys);
      return { token, root, keys, identity, agent: double(root, identity, keys) };
    },
    /** A user of the operator's whose group gives it the inbound. */
    async userOf(inboundId: string, given: Partial<KnownUser> = {}): Promise<KnownUser> {
      const tenantId = nodes.tenants.operator;
      const groupId = newId();
      await people.learnGroup({ id: groupId, tenantId, inboundIds: [inboundId], revision: 1n });
      const user: KnownUser = {
        ...{ id: newId(), tenantId, status: 'active', groupIds: [groupId], limitBytes: null, revision: 1n },
        ...{ periodStartedAt: new Date(0), expiresAt: null, uplinkBps: 0n, downlinkBps: 0n },
        ...{ mostDevices: 0, mostAddresses: 0 },
        ...given,
      };
      await people.learn([user]);
      return user;
    },
    async stop() {
      for (const one of doubles) one.close();
      await nodes.stop();
    },
  };
}
