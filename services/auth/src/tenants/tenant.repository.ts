import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { isId, type TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { operatorSlug, type Tenant } from './tenant';

@Injectable()
export class TenantRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async operatorId(): Promise<TenantId | undefined> {
    const row = await this.db.client.tenant.findUnique({ where: { slug: operatorSlug }, select: { id: true } });
    return row ? (row.id as TenantId) : undefined;
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
}
