import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Outbox } from '@vortex/messaging';
import { ServerHealthChanged } from '@vortex/contracts/nodes';
import { NodeRepository } from '../agents/node.repository';
import { InboundRepository } from '../inbounds/inbound.repository';
import { silentMs } from '../nodes/node.service';
import type { Server } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { handshakeOf } from './handshake';
import { shakeHands } from './handshake.probe';
import { after, type Findings, loadMilli, look, nextLookMs, toldOf } from './health';
import { healthChanged } from './health-message';
import type { HandshakeRow, HealthRow } from './health-record';
import { HealthRepository } from './health.repository';

const platform = { platform: true } as const;
/** Of one server at once. */
const mostInbounds = 32;

/** Looks at a server: what its agent has told, and what becomes of handshakes with its inbounds. */
@Injectable()
export class HealthLook {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly inbounds: InboundRepository,
    private readonly nodes: NodeRepository,
    private readonly health: HealthRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Of one that is gone there is nothing to see. */
  async at(known: HealthRow, now: Date, signal: AbortSignal): Promise<void> {
    const { serverId } = known;
    const [server] = await this.servers.findMany(platform, [serverId]);
    const [node] = await this.nodes.findMany([serverId]);
    if (!server || !node) return;
    const handshakes = await this.handshakes(server, now, signal);
    if (signal.aborted) return;
    const { report, problem, sessionId, seenAt } = node;
    const expires = report.certificateExpiresAt;
    const findings: Findings = {
      agentHeard: sessionId !== null && seenAt !== null && now.getTime() - seenAt.getTime() < silentMs,
      engineHealthy: report.engineHealthy ?? true,
      configurationRefused: problem !== '',
      clockSkewMs: report.clockSkewMs ?? 0,
      certificateLeftMs: expires ? Date.parse(expires) - now.getTime() : undefined,
      handshakes,
    };
    const bytesPerSecond = Math.max(report.uplinkBytesPerSecond ?? 0, report.downlinkBytesPerSecond ?? 0);
    const carried = loadMilli({ sessions: report.sessions ?? 0, bytesPerSecond }, server.capacity);
    await this.db.run(() => this.note(server, known, findings, carried, now, handshakes));
  }

  private async note(
    server: Server,
    known: HealthRow,
    findings: Findings,
    carried: number,
    now: Date,
    handshakes: readonly HandshakeRow[],
  ): Promise<void> {
    const { score: lookScore, reasons } = look(findings);
    const health = after(known, lookScore, now);
    const told = toldOf(health, carried);
    const isNews = told !== known.told;
    const next = { ...health, revision: known.revision + (isNews ? 1n : 0n), loadMilli: carried };
    const dueAt = new Date(now.getTime() + nextLookMs(health));
    await this.health.saveHandshakes(handshakes);
    await this.health.save({ ...next, serverId: known.serverId, reasons, told }, now, dueAt);
    if (!isNews) return;
    const { id, tenantId } = server;
    await this.outbox.add(ServerHealthChanged, healthChanged(server, next, reasons), { aggregateId: id, tenantId });
  }

  /** None with a server that is to carry nobody. */
  private async handshakes({ id, state, addresses }: Server, now: Date, signal: AbortSignal): Promise<HandshakeRow[]> {
    const [address] = addresses;
    if (!address || (state !== 'active' && state !== 'draining')) return [];
    const answered = async (inboundId: string) =>
      (await this.health.handshakes([id])).some((known) => known.inboundId === inboundId && known.latencyMs > 0);
    const inbounds = (await this.inbounds.onServers(platform, [id])).filter(({ enabled }) => enabled);
    const rows = inbounds.slice(0, mostInbounds).map(async (inbound): Promise<HandshakeRow[]> => {
      const handshake = handshakeOf(inbound);
      if (!handshake) return [];
      const { failure = '', latencyMs } = await shakeHands(address, handshake, signal);
      // An engine of a release before knows no probe: silence tells something only of who has answered before.
      if (handshake.kind === 'wireguard' && failure === 'timeout' && !(await answered(inbound.id))) return [];
      return [{ inboundId: inbound.id, serverId: id, failure, latencyMs, checkedAt: now }];
    });
    return (await Promise.all(rows)).flat();
  }
}
