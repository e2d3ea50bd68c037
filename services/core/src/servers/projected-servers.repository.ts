import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { ProjectedServer, RemovedServer } from './projected-server';

/** Servers, answered from core's own database. */
@Injectable()
export class ProjectedServers {
  constructor(private readonly db: Database) {}

  /** Undefined when there is none that the caller's tenant may see. */
  async find(scope: Scope, id: string): Promise<ProjectedServer | undefined> {
    const [server] = await this.db.sql.query<ProjectedServer>(
      `SELECT id, tenant_id AS "tenantId", name, state, shared, country, city, addresses, revision
       FROM projected_server WHERE id = $1 AND NOT removed AND ($2::uuid IS NULL OR tenant_id = $2 OR shared)`,
      [id, 'tenantId' in scope ? scope.tenantId : null],
    );
    return server;
  }

  /** Those of `ids` that the caller's tenant may see. In any order. */
  visible(scope: Scope, ids: readonly string[]): Promise<Pick<ProjectedServer, 'id' | 'name'>[]> {
    return this.db.sql.query(
      `SELECT id, name FROM projected_server
       WHERE id = ANY ($1::uuid[]) AND NOT removed AND ($2::uuid IS NULL OR tenant_id = $2 OR shared)`,
      [[...ids], 'tenantId' in scope ? scope.tenantId : null],
    );
  }

  /** Stores the server as of its revision. False when something newer is known. */
  async store(server: ProjectedServer): Promise<boolean> {
    const { id, tenantId, name, state, shared, country, city, addresses, latitude, longitude, revision } = server;
    const count = await this.db.sql.execute(
      `INSERT INTO projected_server AS known
         (id, tenant_id, name, state, shared, country, city, addresses, removed, revision, latitude, longitude)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, $10, $11)
       ON CONFLICT (id) DO UPDATE
         SET name = EXCLUDED.name, state = EXCLUDED.state, shared = EXCLUDED.shared, country = EXCLUDED.country,
             city = EXCLUDED.city, addresses = EXCLUDED.addresses, removed = EXCLUDED.removed,
             revision = EXCLUDED.revision, latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude
         WHERE known.revision < EXCLUDED.revision`,
      [
        ...[id, tenantId, name, state, shared, country, city, [...addresses], revision],
        ...[latitude ?? null, longitude ?? null],
      ],
    );
    return count === 1;
  }

  /** Keeps in mind that the server is gone, also when it was never heard of: what is on its way is older. */
  async remove({ id, tenantId, revision }: RemovedServer): Promise<boolean> {
    const count = await this.db.sql.execute(
      `INSERT INTO projected_server AS known
         (id, tenant_id, name, state, shared, country, city, addresses, removed, revision)
       VALUES ($1, $2, '', '', false, '', '', '{}', true, $3)
       ON CONFLICT (id) DO UPDATE SET removed = true, revision = EXCLUDED.revision
         WHERE known.revision < EXCLUDED.revision`,
      [id, tenantId, revision],
    );
    return count === 1;
  }
}
