import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Inject, Injectable } from '@nestjs/common';
import type { ConnectRequest, FromPanel } from '@vortex/contracts/nodes';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { DesiredStateService } from '../desired/desired-state.service';
import { Leases } from '../desired/leases.service';
import { DesiredUsersRepository } from '../desired/desired-users.repository';
import { UserDigestRepository } from '../desired/user-digest.repository';
import { Incidents } from '../incidents/incidents.service';
import { LatencyService } from '../latency/latency.service';
import { LineRepository } from '../people/line.repository';
import { QuotaRepository } from '../quota/quota.repository';
import type { ServerId } from '../servers/server';
import { CounterReleases } from '../usage/counter-releases.service';
import { NodeUsageService } from '../usage/node-usage.service';
import { AgentSession, type SessionParts } from './agent-session.service';
import { AgentStream } from './agent-stream.grpc';
import { CounterRelease } from './counter-release.service';
import { NodeRepository } from './node.repository';
import { NodeWake } from './node-wake.service';
import { OpenAgents } from './open-agents.service';
import { SnapshotTurns } from './snapshot-turns.service';
import { UserComparison } from './user-comparison.service';

/** The agents whose streams this replica holds. */
@Injectable()
export class AgentSessions {
  private readonly open = new Set<Promise<void>>();
  private readonly parts: Omit<SessionParts, 'recheck'>;

  constructor(
    desired: DesiredStateService,
    users: DesiredUsersRepository,
    digests: UserDigestRepository,
    comparison: UserComparison,
    counters: CounterRelease,
    line: LineRepository,
    nodes: NodeRepository,
    usage: NodeUsageService,
    releases: CounterReleases,
    quota: QuotaRepository,
    leases: Leases,
    turns: SnapshotTurns,
    latencies: LatencyService,
    wake: NodeWake,
    agents: OpenAgents,
    incidents: Incidents,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    this.parts = {
      desired,
      users,
      digests,
      comparison,
      counters,
      line,
      nodes,
      usage,
      releases,
      quota,
      leases,
      turns,
      latencies,
      wake,
      agents,
      incidents,
      clock,
      log,
    };
  }

  /** @param recheck throws where the server's identity was withdrawn */
  async serve(
    serverId: ServerId,
    call: ServerDuplexStream<ConnectRequest, FromPanel>,
    recheck: () => Promise<void>,
  ): Promise<void> {
    const ended = new AgentSession(serverId, new AgentStream(call), { ...this.parts, recheck }).run();
    const settled = ended.catch(() => undefined);
    this.open.add(settled);
    try {
      await ended;
    } finally {
      this.open.delete(settled);
    }
  }

  /** Resolves when those that are open now have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.open);
  }
}
