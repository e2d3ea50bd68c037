import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { KnownTenant } from './known-tenant';
import { KnownTenantRepository } from './known-tenant.repository';
import { TenantHasUsers } from './tenant.errors';

/** Core's own view of the tenants: calendar rules and limits ask nobody else. */
@Injectable()
export class KnownTenantService {
  constructor(private readonly tenants: KnownTenantRepository) {}

  learn(tenant: KnownTenant): Promise<void> {
    return this.tenants.store(tenant);
  }

  forget(id: string, revision: bigint): Promise<void> {
    return this.tenants.forget(id, revision);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<KnownTenant[]> {
    return this.tenants.findMany(scope, ids);
  }

  /** @throws TenantHasUsers for one that cannot go yet */
  async requireEmpty(id: string): Promise<void> {
    const users = await this.tenants.countUsers(id);
    if (users > 0) throw new TenantHasUsers(users);
  }
}
