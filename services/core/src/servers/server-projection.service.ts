import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { NotFound, type Scope } from '@vortex/kit';
import { LiveFeed } from '../live/live-feed.service';
import type { Live } from '../live/live-topic';
import type { ProjectedServer, RemovedServer } from './projected-server';
import { ProjectedHealth, type ProjectedServerHealth } from './projected-health.repository';
import type { ProjectedServerLatency } from './projected-latency';
import { ProjectedLatency } from './projected-latency.repository';
import { ProjectedStanding } from './projected-standing.repository';
import { ProjectedServers } from './projected-servers.repository';
import { isWatchable, type LiveServerStatus, serverStatusTopic, statusOf } from './server-status';

/** Core's own view of the servers, and what it tells those who watch one. */
@Injectable()
export class ServerProjection {
  constructor(
    private readonly db: Database,
    private readonly servers: ProjectedServers,
    private readonly health: ProjectedHealth,
    private readonly standing: ProjectedStanding,
    private readonly latency: ProjectedLatency,
    private readonly live: LiveFeed,
  ) {}

  learn(server: ProjectedServer): Promise<void> {
    return this.db.run(async () => {
      if (await this.servers.store(server)) this.live.tell(serverStatusTopic, server.id, statusOf(server));
    });
  }

  /** Links follow by themselves. */
  learnHealth(health: ProjectedServerHealth): Promise<void> {
    return this.health.store(health);
  }

  learnLatency(latency: ProjectedServerLatency): Promise<void> {
    return this.latency.store(latency);
  }

  learnQuota(serverId: string, exhausted: boolean, revision: bigint): Promise<void> {
    return this.standing.storeQuota(serverId, exhausted, revision);
  }

  learnFailover(serverId: string, spare: boolean, revision: bigint): Promise<void> {
    return this.standing.storeFailover(serverId, spare, revision);
  }

  forget(server: RemovedServer): Promise<void> {
    const { id, tenantId, revision } = server;
    return this.db.run(async () => {
      if (!(await this.servers.remove(server))) return;
      const last = {
        serverId: id,
        tenantId,
        name: '',
        state: 'DISABLED',
        shared: false,
        revision,
        removed: true,
      } as const;
      this.live.tell(serverStatusTopic, id, last);
    });
  }

  /** How the server is, and each change, until it is gone or no longer the caller's to see. Throws `server_not_found`. */
  async *watch(scope: Scope, id: string, after: string | null | undefined): AsyncGenerator<Live<LiveServerStatus>> {
    const watcher = 'tenantId' in scope ? scope.tenantId : undefined;
    const now = async (): Promise<LiveServerStatus> => {
      const server = await this.servers.find(scope, id);
      if (!server) throw new NotFound('server_not_found', { id });
      return statusOf(server);
    };
    await now(); // also who comes back with a cursor may only watch what it may see
    for await (const told of this.live.follow(serverStatusTopic, id, { after, now })) {
      if (!isWatchable(told.value, watcher)) return;
      yield told;
    }
  }
}
