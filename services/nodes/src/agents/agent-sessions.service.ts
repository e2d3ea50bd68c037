import type { ServerDuplexStream } from '@grpc/grpc-js';
import { Inject, Injectable } from '@nestjs/common';
import type { ConnectRequest, FromPanel } from '@vortex/contracts/nodes';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { DesiredStateService } from '../desired/desired-state.service';
import { Leases } from '../desired/leases.service';
import { DesiredUsersRepository } from '../desired/desired-users.repository';
import { UserDigestRepository } from '../desired/user-digest.repository';
import { Incidents } from '../incidents/incidents.service';
import { LineRepository } from '../people/line.repository';
import { QuotaRepository } from '../quota/quota.repository';
import type { ServerId } from '../servers/server';
import { NodeUsageService } from '../usage/node-usage.service';
import { AgentSession } from './agent-session.service';
import { AgentStream } from './agent-stream.grpc';
import { NodeRepository } from './node.repository';
import { NodeWake } from './node-wake.service';
import { OpenAgents } from './open-agents.service';
import { UserComparison } from './user-comparison.service';

/** The agents whose streams this replica holds. */
@Injectable()
export class AgentSessions {
  private readonly open = new Set<Promise<void>>();

  constructor(
    private readonly desired: DesiredStateService,
    private readonly users: DesiredUsersRepository,
    private readonly digests: UserDigestRepository,
    private readonly comparison: UserComparison,
    private readonly line: LineRepository,
    private readonly nodes: NodeRepository,
    private readonly usage: NodeUsageService,
    private readonly quota: QuotaRepository,
    private readonly leases: Leases,
    private readonly wake: NodeWake,
    private readonly agents: OpenAgents,
    private readonly incidents: Incidents,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @param recheck throws where the server's identity was withdrawn */
  async serve(
    serverId: ServerId,
    call: ServerDuplexStream<ConnectRequest, FromPanel>,
    recheck: () => Promise<void>,
  ): Promise<void> {
    const {
      desired,
      users,
      digests,
      comparison,
      line,
      nodes,
      usage,
      quota,
      leases,
      wake,
      agents,
      incidents,
      clock,
      log,
    } = this;
    const parts = {
      desired,
      users,
      digests,
      comparison,
      line,
      nodes,
      usage,
      quota,
      leases,
      wake,
      agents,
      incidents,
      clock,
      log,
      recheck,
    };
    const ended = new AgentSession(serverId, new AgentStream(call), parts).run();
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
