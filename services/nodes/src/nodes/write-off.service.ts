import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { NodeRepository } from '../agents/node.repository';
import { LineRepository } from '../people/line.repository';
import { LeasesOfServerRepository } from '../quota/leases-of-server.repository';
import type { ServerId } from '../servers/server';
import { ServerConnected } from '../servers/server.errors';
import { ServerRepository } from '../servers/server.repository';
import { isConnected } from './node.service';

/** Gives up what a server that is lost for good was leased. */
@Injectable()
export class WriteOff {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly nodes: NodeRepository,
    private readonly leases: LeasesOfServerRepository,
    private readonly line: LineRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Should it come back, it is told of its users anew, and of what it may let through then. */
  async of(scope: Scope, id: ServerId): Promise<void> {
    const { name, tenantId } = await this.servers.findOwn(scope, id);
    await this.db.run(async () => {
      const [node] = await this.nodes.findMany([id]);
      if (node && isConnected(node, this.clock.now().getTime())) throw new ServerConnected(id);
      const usersWrittenOff = await this.leases.lockAccounts(id);
      await this.leases.writeOff(id);
      await this.line.lock();
      await this.leases.tellAgain(id, await this.line.advance());
      const subject = { kind: 'server', ids: [id], name };
      await this.audit.record({ action: 'nodes.node.write_off', tenantId, subject, after: { usersWrittenOff } });
    });
  }
}
