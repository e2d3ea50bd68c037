import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

/** Whether servers are to be shown, but for their health: as core was last told. */
@Injectable()
export class ProjectedStanding {
  constructor(private readonly db: Database) {}

  /** Stores whether it may carry no more this month, unless something newer is known. */
  async storeQuota(serverId: string, exhausted: boolean, revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO projected_server_standing AS known (server_id, exhausted, quota_revision) VALUES ($1, $2, $3)
       ON CONFLICT (server_id) DO UPDATE SET exhausted = EXCLUDED.exhausted, quota_revision = EXCLUDED.quota_revision
       WHERE known.quota_revision < EXCLUDED.quota_revision`,
      [serverId, exhausted, revision],
    );
  }

  /** Stores whether it is a spare of its group, unless something newer is known. */
  async storeFailover(serverId: string, spare: boolean, revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO projected_server_standing AS known (server_id, spare, failover_revision) VALUES ($1, $2, $3)
       ON CONFLICT (server_id) DO UPDATE SET spare = EXCLUDED.spare, failover_revision = EXCLUDED.failover_revision
       WHERE known.failover_revision < EXCLUDED.failover_revision`,
      [serverId, spare, revision],
    );
  }
}
