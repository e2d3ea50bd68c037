import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import type { FailoverStanding } from './failover';

/** A server that is in a group, or was told to be a spare of one. */
export interface FailoverRow extends Omit<FailoverStanding, 'spare'> {
  readonly serverId: ServerId;
  readonly tenantId: string;
  readonly nameKey: string;
  /** Empty where it is in none any more. */
  readonly group: string;
  readonly rank: number;
  readonly fit: boolean;
  /** Null where nothing is kept of it yet. */
  readonly spare: boolean | null;
  readonly revision: bigint;
}

/** What somebody has decided of a group. */
interface GroupRow {
  readonly tenantId: string;
  /** As it is compared. */
  readonly key: string;
  readonly shownServers: number;
}

@Injectable()
export class FailoverRepository {
  constructor(private readonly db: Database) {}

  /** All of them, with what decides whether each can be shown. */
  members(scope: Scope): Promise<FailoverRow[]> {
    return this.db.sql.query<FailoverRow>(
      `SELECT s.id AS "serverId", s.tenant_id AS "tenantId", s.name_key AS "nameKey", s.failover_group AS "group",
              s.failover_rank AS rank, f.spare, f.fit_since AS "fitSince", coalesce(f.revision, 0) AS revision,
              s.state = 'active' AND coalesce(h.state, '') <> 'unhealthy' AND coalesce(q.state, '') <> 'exhausted' AS fit
       FROM server s LEFT JOIN server_failover f ON f.server_id = s.id
       LEFT JOIN server_health h ON h.server_id = s.id LEFT JOIN server_quota q ON q.server_id = s.id
       WHERE (s.failover_group <> '' OR f.spare) AND ($1::uuid IS NULL OR s.tenant_id = $1)`,
      ['tenantId' in scope ? scope.tenantId : null],
    );
  }

  groups(scope: Scope): Promise<GroupRow[]> {
    return this.db.sql.query<GroupRow>(
      `SELECT tenant_id AS "tenantId", name_key AS key, shown_servers AS "shownServers"
       FROM failover_group WHERE $1::uuid IS NULL OR tenant_id = $1`,
      ['tenantId' in scope ? scope.tenantId : null],
    );
  }

  async saveGroup({ tenantId, key, shownServers }: GroupRow): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO failover_group (tenant_id, name_key, shown_servers) VALUES ($1, $2, $3)
       ON CONFLICT (tenant_id, name_key) DO UPDATE SET shown_servers = EXCLUDED.shown_servers`,
      [tenantId, key, shownServers],
    );
  }

  /** False where somebody else has meanwhile, or the server is gone. */
  async save({ serverId, revision }: FailoverRow, { spare, fitSince }: FailoverStanding): Promise<boolean> {
    const count = await this.db.sql.execute(
      `INSERT INTO server_failover AS known (server_id, spare, fit_since, revision)
       SELECT id, $3, $4, $2::bigint + 1 FROM server WHERE id = $1
       ON CONFLICT (server_id) DO UPDATE
         SET spare = EXCLUDED.spare, fit_since = EXCLUDED.fit_since, revision = EXCLUDED.revision
         WHERE known.revision = $2`,
      [serverId, revision, spare, fitSince],
    );
    return count === 1;
  }
}
