import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { KnownAccount } from './account';

@Injectable()
export class AccountRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Stores the account as of its revision, unless something newer is known. */
  async store(account: KnownAccount): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO account_projection (id, tenant_id, username, role, revision)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE
         SET tenant_id = EXCLUDED.tenant_id, username = EXCLUDED.username, role = EXCLUDED.role,
             revision = EXCLUDED.revision
         WHERE account_projection.revision < EXCLUDED.revision`,
      [account.id, account.tenantId, account.username, account.role, account.revision],
    );
  }

  /** Notes that the account is gone, for good. */
  async forget(id: string, tenantId: string, revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO account_projection (id, tenant_id, username, role, revision, deleted) VALUES ($1, $2, '', '', $3, true)
       ON CONFLICT (id) DO UPDATE SET deleted = true, revision = greatest(account_projection.revision, $3)`,
      [id, tenantId, revision],
    );
  }

  /** Those of the ids that are known to be gone; none of the others goes before the transaction ends. */
  async holdDeleted(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.sql.query<{ id: string; deleted: boolean }>(
      'SELECT id, deleted FROM account_projection WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE',
      [ids],
    );
    return new Set(rows.filter(({ deleted }) => deleted).map(({ id }) => id));
  }

  /** Notes that the account has changed in a way of which nothing is kept here. */
  async advance(id: string, revision: bigint): Promise<void> {
    await this.db.client.accountProjection.updateMany({
      where: { id, revision: { lt: revision } },
      data: { revision },
    });
  }

  /** Those of the ids that are known, as of their newest revisions. */
  async findMany(scope: Scope, ids: readonly string[]): Promise<KnownAccount[]> {
    const tenant = 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
    const where = { id: { in: [...ids] }, deleted: false, ...tenant };
    const rows = await this.db.client.accountProjection.findMany({ where });
    return rows.map(({ deleted: _, ...account }) => account);
  }

  count(scope: Scope): Promise<number> {
    const tenant = 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
    return this.db.client.accountProjection.count({ where: { deleted: false, ...tenant } });
  }
}
