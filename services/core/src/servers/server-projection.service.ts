import { Injectable } from '@nestjs/common';
import type { ProjectedServer, RemovedServer } from './projected-server';
import { ProjectedServers } from './projected-servers.repository';

/** Core's own view of the servers. */
@Injectable()
export class ServerProjection {
  constructor(private readonly servers: ProjectedServers) {}

  async learn(server: ProjectedServer): Promise<void> {
    await this.servers.store(server);
  }

  async forget(server: RemovedServer): Promise<void> {
    await this.servers.remove(server);
  }
}
