import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountId, isId, type Scope, type TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { TenantModel } from '../generated/prisma/models';
import { Conditions } from '../paging/list-query';
import type { Page, PageWindow } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import type { SortColumn } from '../paging/sort-column';
import { operatorSlug, type Tenant } from './tenant';
import { TenantNotFound, TenantSlugTaken } from './tenant.errors';

export interface TenantFilter {
  readonly suspended?: boolean | undefined;
  readonly search?: string | undefined;
}

export const tenantColumns = {
  slug: { sql: 'slug', type: 'text' },
  name: { sql: 'name', type: 'text' },
  createdAt: { sql: 'created_at', type: 'timestamptz' },
} as const;

const columns = `id, slug, name, zone, suspended, most_users AS "mostUsers", most_accounts AS "mostAccounts",
  created_at AS "createdAt", revision`;

@Injectable()
export class TenantRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly pages: PageReader,
  ) {}

  operatorId(): Promise<TenantId | undefined> {
    return this.idOf(operatorSlug);
  }

  /** Of the tenant of that slug or id. A platform-wide look-up: whoever acts for tenants names one of all. */
  async idOf(name: string): Promise<TenantId | undefined> {
    const where = isId(name) ? { id: name } : { slug: name };
    const row = await this.db.client.tenant.findUnique({ where, select: { id: true } });
    return row ? (row.id as TenantId) : undefined;
  }

  /** False when there is one of that name, which another transaction may have made just now. */
  async insert(tenant: Tenant): Promise<boolean> {
    const { count } = await this.db.client.tenant.createMany({ data: tenant, skipDuplicates: true });
    return count === 1;
  }

  async add(tenant: Tenant): Promise<void> {
    if (!(await this.insert(tenant))) throw new TenantSlugTaken(tenant.slug);
  }

  /** @throws TenantNotFound also for a tenant that is not the scope's */
  async find(scope: Scope, id: TenantId): Promise<Tenant> {
    const row = isInside(scope, id) ? await this.db.client.tenant.findUnique({ where: { id } }) : null;
    if (!row) throw new TenantNotFound(id);
    return from(row);
  }

  /** As `find`. Nobody else changes the tenant, or counts its accounts for a limit, until the transaction ends. */
  async lock(scope: Scope, id: TenantId): Promise<Tenant> {
    await this.db.sql.query(`SELECT id FROM tenant WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    return this.find(scope, id);
  }

  page(scope: Scope, filter: TenantFilter, sort: readonly SortColumn[], window: PageWindow): Promise<Page<Tenant>> {
    const where = new Conditions();
    if ('tenantId' in scope) where.add(scope.tenantId, (place) => `id = ${place}`);
    if (filter.suspended !== undefined) where.add(filter.suspended, (place) => `suspended = ${place}`);
    if (filter.search) where.search(filter.search, 'slug', 'name');
    return this.pages.read<TenantModel, Tenant>({ select: columns, from: 'tenant', where, sort, window }, from);
  }

  async save({ id, name, zone, suspended, mostUsers, mostAccounts, revision }: Tenant): Promise<void> {
    const data = { name, zone, suspended, mostUsers, mostAccounts, revision };
    await this.db.client.tenant.updateMany({ where: { id }, data });
  }

  /** Deletes it with everything of it but the audit. */
  async delete(id: TenantId): Promise<void> {
    await this.db.client.account.deleteMany({ where: { tenantId: id } });
    await this.db.client.tenant.deleteMany({ where: { id } });
  }

  /** Advances every account of the tenant, so that tokens of before can be refused. */
  async advanceAccounts(id: TenantId): Promise<{ id: AccountId; revision: bigint }[]> {
    const advance = `UPDATE account SET revision = revision + 1 WHERE tenant_id = $1 RETURNING id, revision`;
    return this.db.sql.query(advance, [id]);
  }
}

function isInside(scope: Scope, id: TenantId): boolean {
  return 'platform' in scope || scope.tenantId === id;
}

function from({ id, slug, name, zone, suspended, mostUsers, mostAccounts, createdAt, revision }: TenantModel): Tenant {
  return { id: id as TenantId, slug, name, zone, suspended, mostUsers, mostAccounts, createdAt, revision };
}
