import { Inject, Injectable } from '@nestjs/common';
import type { Node } from '@vortex/contracts/nodes';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import { NodeRepository, type NodeRow } from '../agents/node.repository';
import { LineRepository } from '../people/line.repository';
import { ServerService } from '../servers/server.service';

/** An agent tells of itself every ten seconds; three times unheard is gone. */
export const silentMs = 35_000;

/** How the nodes are that somebody may see. */
@Injectable()
export class NodeService {
  constructor(
    private readonly servers: ServerService,
    private readonly nodes: NodeRepository,
    private readonly line: LineRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async findMany(scope: Scope, serverIds: readonly string[]): Promise<Node[]> {
    const visible = await this.servers.findMany(scope, serverIds);
    const { revision } = await this.line.read();
    const now = this.clock.now().getTime();
    const rows = await this.nodes.findMany(visible.map(({ id }) => id));
    return rows.map((row) => toMessage(row, revision, now));
  }
}

export function isConnected({ sessionId, seenAt }: NodeRow, now: number): boolean {
  return sessionId !== null && seenAt !== null && now - seenAt.getTime() < silentMs;
}

function toMessage(row: NodeRow, wantedUsersRevision: bigint, now: number): Node {
  const { serverId, seenAt, configHash, wantedConfigHash, usersRevision, problem, report } = row;
  return {
    ...{ serverId, problem, wantedConfigHash, wantedUsersRevision },
    connected: isConnected(row, now),
    seenAt: seenAt ?? undefined,
    agentVersion: report.agentVersion ?? '',
    engineVersion: report.engineVersion ?? '',
    engineHealthy: report.engineHealthy ?? false,
    users: BigInt(report.users ?? 0),
    sessions: BigInt(report.sessions ?? 0),
    appliedConfigHash: configHash,
    appliedUsersRevision: usersRevision,
    clockSkewMs: BigInt(report.clockSkewMs ?? 0),
    certificateIssuedAt: report.certificateIssuedAt ? new Date(report.certificateIssuedAt) : undefined,
    certificateExpiresAt: report.certificateExpiresAt ? new Date(report.certificateExpiresAt) : undefined,
    loadOneMinute: report.loadOneMinute ?? 0,
    memoryBytes: BigInt(report.memoryBytes ?? 0),
    memoryFreeBytes: BigInt(report.memoryFreeBytes ?? 0),
    processors: report.processors ?? 0,
    processorsUsedMilli: report.processorsUsedMilli ?? 0,
    uplinkBytesPerSecond: BigInt(report.uplinkBytesPerSecond ?? 0),
    downlinkBytesPerSecond: BigInt(report.downlinkBytesPerSecond ?? 0),
  };
}
