import type { Node } from '@vortex/contracts/nodes';
import type { Machine } from '../generated/schema';

/** A machine as GraphQL shows it. */
export function toMachine(node: Node): Machine {
  const { serverId, connected, agentVersion, engineVersion, engineHealthy, problem } = node;
  return {
    ...{ serverId, connected, agentVersion, engineVersion, engineHealthy, problem },
    seenAt: node.seenAt ?? null,
    users: Number(node.users),
    sessions: Number(node.sessions),
    configurationApplied: node.wantedConfigHash !== '' && node.wantedConfigHash === node.appliedConfigHash,
    clockSkewMs: Number(node.clockSkewMs),
    certificateIssuedAt: node.certificateIssuedAt ?? null,
    certificateExpiresAt: node.certificateExpiresAt ?? null,
    processors: node.processors,
    processorUse: node.processorsUsedMilli / 1_000,
    uplinkBytesPerSecond: node.uplinkBytesPerSecond,
    downlinkBytesPerSecond: node.downlinkBytesPerSecond,
    load: node.loadOneMinute,
    memoryBytes: node.memoryBytes,
    memoryFreeBytes: node.memoryFreeBytes,
  };
}
