import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { ProjectedInbound, RemovedInbound } from './projected-inbound';

const columns = `id, tenant_id AS "tenantId", server_id AS "serverId", tag, protocol, network, security, port,
  last_port AS "lastPort", enabled, shared, revision`;

/** The inbounds groups and hosts may name, answered from core's own database. */
@Injectable()
export class ProjectedInbounds {
  constructor(private readonly db: Database) {}

  /** Those of `ids` that exist and that the caller's tenant may use: its own, and those shared with all. In any order. */
  visible(scope: Scope, ids: readonly string[]): Promise<ProjectedInbound[]> {
    return this.db.sql.query<ProjectedInbound>(
      `SELECT ${columns} FROM projected_inbound
       WHERE id = ANY($1::uuid[]) AND NOT removed AND ($2::uuid IS NULL OR tenant_id = $2 OR shared)`,
      [[...ids], 'tenantId' in scope ? scope.tenantId : null],
    );
  }

  /** Stores the inbound as of its revision, unless something newer is known. */
  async store(inbound: ProjectedInbound): Promise<void> {
    const { id, tenantId, serverId, tag, protocol, network, security, port, lastPort } = inbound;
    await this.db.sql.execute(
      `INSERT INTO projected_inbound AS known (id, tenant_id, server_id, tag, protocol, network, security, port,
         last_port, enabled, shared, removed, revision)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, $12)
       ON CONFLICT (id) DO UPDATE
         SET tag = EXCLUDED.tag, network = EXCLUDED.network, security = EXCLUDED.security, port = EXCLUDED.port,
             last_port = EXCLUDED.last_port, enabled = EXCLUDED.enabled, shared = EXCLUDED.shared,
             removed = EXCLUDED.removed, revision = EXCLUDED.revision
         WHERE known.revision < EXCLUDED.revision`,
      [
        ...[id, tenantId, serverId, tag, protocol, network, security, port, lastPort],
        ...[inbound.enabled, inbound.shared, inbound.revision],
      ],
    );
  }

  /** Keeps in mind that the inbound is gone, also when it was never heard of: what is on its way is older. */
  async remove({ id, tenantId, serverId, revision }: RemovedInbound): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO projected_inbound AS known (id, tenant_id, server_id, tag, protocol, network, security, port,
         last_port, enabled, shared, removed, revision)
       VALUES ($1, $2, $3, '', '', '', '', 0, 0, false, false, true, $4)
       ON CONFLICT (id) DO UPDATE SET removed = true, enabled = false, revision = EXCLUDED.revision
         WHERE known.revision < EXCLUDED.revision`,
      [id, tenantId, serverId, revision],
    );
  }
}
