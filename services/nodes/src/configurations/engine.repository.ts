import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { TenantId } from '@vortex/kit';

/** Engines that can be asked. */
@Injectable()
export class EngineRepository {
  constructor(private readonly db: Database) {}

  /** Servers of the tenant whose agents hold a stream, the wanted one first: nobody else's may see what is asked about. */
  async reachable(tenantId: TenantId, wanted: string, seenSince: Date, most: number): Promise<string[]> {
    const rows = await this.db.sql.query<{ id: string }>(
      `SELECT s.id FROM server s JOIN node n ON n.server_id = s.id
       WHERE s.tenant_id = $1 AND n.session_id IS NOT NULL AND n.seen_at >= $3
       ORDER BY s.id <> $2, n.seen_at DESC LIMIT $4`,
      [tenantId, wanted, seenSince, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether the server's agent runs several engines. One that was never heard of is thought to be new. */
  async takesInstances(serverId: string): Promise<boolean> {
    const [row] = await this.db.sql.query<{ takes: boolean }>(
      `SELECT seen_at IS NULL OR coalesce((report->>'takesInstances')::boolean, false) AS takes FROM node WHERE server_id = $1`,
      [serverId],
    );
    return row?.takes ?? true;
  }
}
