import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Latencies, ProjectedServerLatency } from './projected-latency';

@Injectable()
export class ProjectedLatency {
  constructor(private readonly db: Database) {}

  /** Stores it as of its revision, unless something newer is known. */
  async store({ serverId, latencies, revision }: ProjectedServerLatency): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO projected_server_latency AS known (server_id, latencies, revision) VALUES ($1, $2::jsonb, $3)
       ON CONFLICT (server_id) DO UPDATE SET latencies = EXCLUDED.latencies, revision = EXCLUDED.revision
       WHERE known.revision < EXCLUDED.revision`,
      [serverId, JSON.stringify(latencies), revision],
    );
  }

  /** Of those that were measured. */
  async findMany(serverIds: readonly string[]): Promise<ReadonlyMap<string, Latencies>> {
    const rows = await this.db.sql.query<{ readonly serverId: string; readonly latencies: Latencies }>(
      'SELECT server_id AS "serverId", latencies FROM projected_server_latency WHERE server_id = ANY ($1::uuid[])',
      [[...serverIds]],
    );
    return new Map(rows.map(({ serverId, latencies }) => [serverId, latencies]));
  }
}
