import { Injectable } from '@nestjs/common';
import type { ServerHealth } from '@vortex/contracts/nodes';
import type { Scope } from '@vortex/kit';
import { ServerService } from '../servers/server.service';
import { healthMessage } from './health-message';
import { HealthRepository } from './health.repository';

/** How well the servers are that somebody may see. */
@Injectable()
export class HealthService {
  constructor(
    private readonly servers: ServerService,
    private readonly health: HealthRepository,
  ) {}

  async findMany(scope: Scope, serverIds: readonly string[]): Promise<ServerHealth[]> {
    const ids = (await this.servers.findMany(scope, serverIds)).map(({ id }) => id);
    const [rows, handshakes] = await Promise.all([this.health.findMany(ids), this.health.handshakes(ids)]);
    return rows.map((row) =>
      healthMessage(
        row,
        handshakes.filter(({ serverId }) => serverId === row.serverId),
      ),
    );
  }
}
