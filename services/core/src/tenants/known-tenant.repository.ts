import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { KnownTenant } from './known-tenant';

/** What making users in a tenant goes by. */
export interface TenantTerms extends Pick<KnownTenant, 'zone' | 'suspended' | 'mostUsers'> {
  readonly deleted: boolean;
}

@Injectable()
export class KnownTenantRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Stores the tenant as of its revision, unless something newer is known. @returns whether it did */
  async store({ id, slug, name, zone, suspended, mostUsers, revision }: KnownTenant): Promise<boolean> {
    const stored = await this.db.sql.execute(
      `INSERT INTO tenant_projection (id, slug, name, zone, suspended, most_users, revision)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE
         SET slug = EXCLUDED.slug, name = EXCLUDED.name, zone = EXCLUDED.zone, suspended = EXCLUDED.suspended,
             most_users = EXCLUDED.most_users, revision = EXCLUDED.revision
         WHERE tenant_projection.revision < EXCLUDED.revision`,
      [id, slug, name, zone, suspended, mostUsers, revision],
    );
    return stored > 0;
  }

  /** Notes that the tenant is gone, for good. */
  async forget(id: string, revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO tenant_projection (id, slug, name, zone, suspended, revision, deleted)
       VALUES ($1, '', '', 'UTC', true, $2, true)
       ON CONFLICT (id) DO UPDATE SET deleted = true, revision = greatest(tenant_projection.revision, $2)`,
      [id, revision],
    );
  }

  /** Those of the ids that are known and within the scope. */
  async findMany(scope: Scope, ids: readonly string[]): Promise<KnownTenant[]> {
    const visible = 'tenantId' in scope ? ids.filter((id) => id === scope.tenantId) : ids;
    const rows = await this.db.client.tenantProjection.findMany({
      where: { id: { in: [...visible] }, deleted: false },
    });
    return rows.map(({ deleted: _, ...tenant }) => tenant);
  }

  /** Its terms, which stay as they are until the transaction ends. Any number may hold them at once. */
  async holdTerms(id: string): Promise<TenantTerms | undefined> {
    const [terms] = await this.db.sql.query<TenantTerms>(
      `SELECT zone, suspended, most_users AS "mostUsers", deleted FROM tenant_projection WHERE id = $1 FOR SHARE`,
      [id],
    );
    return terms;
  }

  /** The zone it has so far, and nobody else changes the tenant until the transaction ends. */
  async lockZone(id: string): Promise<string | undefined> {
    const query = 'SELECT zone FROM tenant_projection WHERE id = $1 FOR UPDATE';
    const [row] = await this.db.sql.query<{ zone: string }>(query, [id]);
    return row?.zone;
  }

  /** Makes others who count its users wait until the transaction ends. Beside the row, which those who create share. */
  async lockCount(id: string): Promise<void> {
    await this.db.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('user count of ' || $1, 0))`, [id]);
  }

  /** How many users a tenant has: it goes only when there are none. */
  async countUsers(tenantId: string): Promise<number> {
    return this.db.client.user.count({ where: { tenantId } });
  }
}
